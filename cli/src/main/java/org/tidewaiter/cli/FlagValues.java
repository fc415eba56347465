package org.tidewaiter.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tidewaiter.image.engine.EngineKind;
import org.tidewaiter.image.registry.Mirror;
import org.tidewaiter.inventory.account.Standing.State;
import org.tidewaiter.model.LayerScope;
import org.tidewaiter.model.Platform;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.model.Severity;
import org.tidewaiter.policy.FindingFilter;
import org.tidewaiter.policy.GateRule;
import org.tidewaiter.signing.exchange.TrustFormat;
import org.tidewaiter.signing.exchange.TrustFormats;
import org.tidewaiter.signing.key.NewKey;
import org.tidewaiter.signing.make.SignatureForm;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;

/// What is written after a flag becomes a value, or a problem that says how to write it.
final class FlagValues {
    private static final Pattern TIME =
            Pattern.compile("(?=.)(?:(\\d{1,4})h)?(?:(\\d{1,5})m)?(?:(\\d{1,6})s?)?");

    private FlagValues() {}

    static void register(CommandLine program) {
        program.registerConverter(Duration.class, FlagValues::time)
                .registerConverter(LocalDate.class, FlagValues::date)
                .registerConverter(Platform.class, FlagValues::platform)
                .registerConverter(Severity.class, FlagValues::severity)
                .registerConverter(State.class, FlagValues::state)
                .registerConverter(SignatureForm.class, FlagValues::signatureForm)
                .registerConverter(LayerScope.class, FlagValues::layerScope)
                .registerConverter(Engines.class, Engines::of)
                .registerConverter(Size.class, Size::parse)
                .registerConverter(ScannerFlags.Wanted.class, ScannerFlags.Wanted::parse)
                .registerConverter(Mirror.class, Mirror::parse)
                .registerConverter(
                        GateRule.class, word -> GateRule.parse(List.of(word)).getFirst());
    }

    /// As Go writes it (`1h30m`, `5m0s`, `90s`), or plain seconds.
    private static Duration time(String text) throws ProblemException {
        var match = TIME.matcher(text);
        if (!match.matches()) {
            throw usage(
                    "'" + text + "' is no time",
                    "write it like 90s, 5m, 1h or 1h30m; 0 is no limit");
        }
        return Duration.ofHours(count(match.group(1)))
                .plusMinutes(count(match.group(2)))
                .plusSeconds(count(match.group(3)));
    }

    private static long count(@Nullable String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }

    private static LocalDate date(String text) throws ProblemException {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException _) {
            throw usage("'" + text + "' is no date", "write it like 2026-11-22");
        }
    }

    static TrustFormat trustFormat(String word) throws ProblemException {
        return TrustFormats.named(word)
                .orElseThrow(() ->
                        usage(
                                "'" + word + "' is no format of charters",
                                "give one of "
                                        + TrustFormats.BUILT_IN.stream()
                                                .map(TrustFormat::name)
                                                .collect(Collectors.joining(", "))));
    }

    private static Platform platform(String text) throws ProblemException {
        return Platform.parse(text)
                .orElseThrow(() ->
                        new ProblemException(
                                "platform-invalid",
                                "'" + text + "' is no platform",
                                "write it like linux/amd64 or linux/arm64/v8"));
    }

    private static LayerScope layerScope(String word) throws ProblemException {
        return switch (word) {
            case "squashed" -> LayerScope.SQUASHED;
            case "all-layers" -> LayerScope.ALL_LAYERS;
            default -> throw usage("'" + word + "' is no scope", "give squashed or all-layers");
        };
    }

    static SignatureForm signatureForm(String word) throws ProblemException {
        return switch (word) {
            case "bundle" -> SignatureForm.BUNDLE;
            case "cosign" -> SignatureForm.COSIGN;
            case "cosign-referrer" -> SignatureForm.COSIGN_REFERRER;
            default ->
                    throw usage(
                            "'" + word + "' is no form of signatures",
                            "give bundle, cosign or cosign-referrer");
        };
    }

    private static Severity severity(String word) throws ProblemException {
        return FindingFilter.severities(word).iterator().next();
    }

    private static State state(String word) throws ProblemException {
        return State.parse(word.strip())
                .orElseThrow(() ->
                        usage(
                                "'" + word + "' is no state of a file",
                                "give owned, recognised, derived or unexplained"));
    }

    /// What a process can end with.
    static final class ExitStatus implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) throws ProblemException {
            return number(text, 255, "is no exit code", "give a number from 0 to 255");
        }
    }

    /// A type of key that can be made.
    static final class KeyType implements ITypeConverter<NewKey> {
        @Override
        public NewKey convert(String word) throws ProblemException {
            return Arrays.stream(NewKey.values())
                    .filter(type -> type.label().equals(word))
                    .findFirst()
                    .orElseThrow(() ->
                            usage(
                                    "'%s' is no type of key".formatted(word),
                                    "give one of "
                                            + Arrays.stream(NewKey.values())
                                                    .map(NewKey::label)
                                                    .collect(Collectors.joining(", "))));
        }
    }

    /// How much of a disk.
    record Size(long bytes) {
        private static final Pattern SIZE = Pattern.compile("(\\d{1,18})([kmgt]?)(?:i?b)?");

        static Size parse(String text) throws ProblemException {
            var match = SIZE.matcher(text.toLowerCase(Locale.ROOT));
            if (!match.matches()) {
                throw usage("'" + text + "' is no size", "write it like 500m or 2g; 0 is no bound");
            }
            int shift = 10 * Math.max(0, " kmgt".indexOf(match.group(2)));
            long count = Long.parseLong(match.group(1));
            if (count > Long.MAX_VALUE >> shift) {
                throw usage("'" + text + "' is more than any disk has", "0 is no bound");
            }
            return new Size(count << shift);
        }

        /// Asked by who reads the command line, whose start it would hold up.
        @Override
        public String toString() {
            return bytes + "b";
        }
    }

    /// Engines whose containers are meant.
    record Engines(Set<EngineKind> kinds) {
        static Engines of(String text) throws ProblemException {
            return switch (text.toLowerCase(Locale.ROOT)) {
                case "docker" -> new Engines(Set.of(EngineKind.DOCKER));
                case "podman" -> new Engines(Set.of(EngineKind.PODMAN));
                case "all", "true" -> new Engines(Set.of(EngineKind.values()));
                default ->
                        throw usage(
                                "'" + text + "' is no engine",
                                "write docker or podman, or leave it out for both");
            };
        }
    }

    static final class Days implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) throws ProblemException {
            return number(text, 99_999, "is no age", "give a number of days");
        }
    }

    /// A time, or the first second of a day, in UTC.
    static final class Moment implements ITypeConverter<Instant> {
        @Override
        public Instant convert(String text) throws ProblemException {
            try {
                return text.contains("T")
                        ? Instant.parse(text)
                        : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
            } catch (DateTimeParseException _) {
                throw usage(
                        "'" + text + "' is no time",
                        "write it like 2026-11-22 or 2026-11-22T12:00:00Z");
            }
        }
    }

    /// How long something is valid.
    static final class Validity implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) throws ProblemException {
            var days = text.endsWith("d") ? text.substring(0, text.length() - 1) : text;
            return Duration.ofDays(
                    number(days, 99_999, "is no number of days", "write it like 365d"));
        }
    }

    private static int number(String text, int most, String what, String mend)
            throws ProblemException {
        if (text.matches("\\d{1,5}") && Integer.parseInt(text) <= most) {
            return Integer.parseInt(text);
        }
        throw usage("'" + text + "' " + what, mend);
    }

    private static ProblemException usage(String what, String mend) {
        return new ProblemException("usage", what, mend);
    }
}
