package org.tidewaiter.cli;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;

/// The commands, in the order of the help. What a command and its flags are is read from
/// annotations, which takes longer than many a command; so only the one that was typed is read.
final class Commands {
    static final List<Class<?>> ALL =
            List.of(
                    ScanCommand.class,
                    InventoryCommand.class,
                    FilesCommand.class,
                    ConvertCommand.class,
                    DiffCommand.class,
                    ExplainCommand.class,
                    FixCommand.class,
                    RescanCommand.class,
                    SignCommand.class,
                    AttestCommand.class,
                    VerifyCommand.class,
                    GateCommand.class,
                    EvidenceGroup.class,
                    ClearCommand.class,
                    WithdrawCommand.class,
                    HeadCommand.class,
                    BreakGlassCommand.class,
                    LedgerCommand.class,
                    BaseCommand.class,
                    BenchCommand.class,
                    DbCommand.class,
                    KeyCommand.class,
                    CharterCommand.class,
                    PolicyCommand.class,
                    WaiverCommand.class,
                    LoginCommand.class,
                    LogoutCommand.class,
                    VersionCommand.class,
                    CompletionCommand.class,
                    HelpCommand.class);

    private Commands() {}

    /// Adds what the words ask for: one command, or else the names of all for the help of the
    /// program, or else all.
    ///
    /// @param words as they were typed
    static void add(CommandLine program, String[] words) {
        var typed = Arrays.stream(words).filter(word -> !word.startsWith("-")).findFirst();
        var command = typed.map(Commands::named);
        if (command.isPresent()) {
            program.addSubcommand(command.get());
        } else if (typed.isEmpty() && asksForHelp(words)) {
            ALL.forEach(type -> program.addSubcommand(nameOnly(type)));
        } else {
            ALL.forEach(program::addSubcommand);
        }
    }

    private static boolean asksForHelp(String[] words) {
        return words.length == 0
                || (words.length == 1 && List.of("--help", "-h").contains(words[0]));
    }

    private static CommandLine nameOnly(Class<?> type) {
        var told = type.getAnnotation(Command.class);
        var command = CommandSpec.create().name(told.name()).aliases(told.aliases());
        command.usageMessage().description(told.description());
        return new CommandLine(command);
    }

    /// @return null for what needs all commands, and for what is none
    private static @Nullable Class<?> named(String word) {
        return switch (word) {
            case "scan", "image", "fs" -> ScanCommand.class;
            case "inventory", "sbom" -> InventoryCommand.class;
            case "files" -> FilesCommand.class;
            case "convert" -> ConvertCommand.class;
            case "diff" -> DiffCommand.class;
            case "explain" -> ExplainCommand.class;
            case "fix" -> FixCommand.class;
            case "rescan" -> RescanCommand.class;
            case "sign" -> SignCommand.class;
            case "attest" -> AttestCommand.class;
            case "verify" -> VerifyCommand.class;
            case "evidence" -> EvidenceGroup.class;
            case "clear" -> ClearCommand.class;
            case "withdraw" -> WithdrawCommand.class;
            case "break-glass" -> BreakGlassCommand.class;
            case "head" -> HeadCommand.class;
            case "ledger" -> LedgerCommand.class;
            case "base" -> BaseCommand.class;
            case "bench" -> BenchCommand.class;
            case "db" -> DbCommand.class;
            case "key" -> KeyCommand.class;
            case "gate" -> GateCommand.class;
            case "charter" -> CharterCommand.class;
            case "policy" -> PolicyCommand.class;
            case "waiver" -> WaiverCommand.class;
            case "login" -> LoginCommand.class;
            case "logout" -> LogoutCommand.class;
            case "version" -> VersionCommand.class;
            default -> null;
        };
    }
}
