package org.tidewaiter.cli;

import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/// Takes a flag that was not typed from the environment: `--fail-on` from `TIDEWAITER_FAIL_ON`.
///
/// A list has commas between its values; a list of files is a line each, since their names may have
/// commas. A switch is `true` or `1`, `false` or `0`; an empty variable is as none. `--help` and
/// `--version` are questions and not settings, so no variable stands for them.
/// `TIDEWAITER_PASSWORD` is that of a private key, so a registry never gets it: its own is
/// `TIDEWAITER_LOGIN_PASSWORD`.
///
/// Every switch needs a `fallbackValue`; without it, typing one turns off what its variable turned
/// on.
final class EnvironmentDefaults implements IDefaultValueProvider {
    private static final String OF_LOGIN = "TIDEWAITER_LOGIN_PASSWORD";

    private final Map<String, String> environment;

    EnvironmentDefaults(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public @Nullable String defaultValue(ArgSpec argument) {
        return argument instanceof OptionSpec option ? value(option).orElse(null) : null;
    }

    private Optional<String> value(OptionSpec option) {
        if (!stands(option)) {
            return Optional.empty();
        }
        var value = environment.getOrDefault(variable(option), "");
        if (value.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(option.arity().max() == 0 ? truth(value) : value);
    }

    private static String truth(String value) {
        return switch (value) {
            case "1" -> "true";
            case "0" -> "false";
            default -> value;
        };
    }

    /// The variable that a wrong value came from; nothing where it was typed.
    ///
    /// @param arguments as they were typed
    Optional<String> origin(ParameterException wrong, String[] arguments) {
        return wrong.getArgSpec() instanceof OptionSpec option
                        && value(option).isPresent()
                        && Arrays.stream(arguments).noneMatch(word -> names(word, option))
                ? Optional.of(variable(option))
                : Optional.empty();
    }

    private static boolean names(String word, OptionSpec option) {
        return Arrays.stream(option.names())
                .anyMatch(name ->
                        name.startsWith("--")
                                ? word.equals(name) || word.startsWith(name + "=")
                                : word.startsWith(name));
    }

    /// Whether a variable stands for a flag.
    static boolean stands(OptionSpec option) {
        return !option.usageHelp()
                && !option.versionHelp()
                && !(option.userObject() instanceof Field field
                        && field.isAnnotationPresent(OnlyTyped.class));
    }

    /// The variable that stands for a flag, if one does.
    static String variable(OptionSpec option) {
        if (option.longestName().equals("--password")) {
            return OF_LOGIN;
        }
        return "TIDEWAITER_"
                + option.longestName()
                        .replaceFirst("^-+", "")
                        .replaceAll("[-.]", "_")
                        .toUpperCase(Locale.ROOT);
    }
}
