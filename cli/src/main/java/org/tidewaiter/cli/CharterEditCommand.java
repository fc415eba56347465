package org.tidewaiter.cli;

import java.io.Console;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tidewaiter.model.Problem;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.signing.charter.CharterDraft;
import org.tidewaiter.signing.charter.SignedCharter;
import org.tidewaiter.signing.check.RefusedException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// `tidewaiter charter edit`: the draft of the next version.
@Command(
        name = "edit",
        description = "Write the draft of the next version, and open it in your editor.",
        footer = {
            "  tidewaiter charter edit acme.charter",
            "  tidewaiter charter edit acme.charter --output next.yaml",
            "",
            "The editor is $VISUAL or $EDITOR, and is opened only at a terminal.",
        })
final class CharterEditCommand implements Callable<Integer> {
    @ParentCommand private CharterCommand charter;
    @Mixin private CharterFlags flags = new CharterFlags();

    @Parameters(paramLabel = "FILE", description = "The signed charter, NAME.charter.")
    private Path file;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Where the draft is written (default: NAME.yaml beside the charter).")
    private @Nullable Path output;

    @Option(
            names = "--force",
            fallbackValue = "true",
            description = "Replace a draft that is there and was not signed.")
    private boolean replacing;

    @Override
    public Integer call() throws Exception {
        SignedCharter base;
        try {
            base = flags.read(file, charter.program);
        } catch (RefusedException e) {
            return CharterFiles.tell(e, file, charter.program.streams().err());
        }
        var draft = Optional.ofNullable(output).orElseGet(() -> CharterFiles.draftOf(file));
        if (!replacing && Files.exists(draft) && CharterFiles.signedAs(draft, base).isEmpty()) {
            throw new ProblemException(
                    "charter-exists",
                    "%s is there already, and says what nobody has signed".formatted(draft),
                    "name another with --output, or give --force if it may be lost");
        }
        var text = CharterDraft.ofNext(base).getBytes(StandardCharsets.UTF_8);
        AtomicFile.write(draft, out -> out.write(text));
        var out = charter.program.streams().out();
        out.printf("%s: the draft of version %d%n", draft, base.newest().version() + 1);
        out.printf("next: tidewaiter charter sign %s --key KEY%n", draft);
        out.flush();
        edit(draft);
        return ExitCodes.PASSED;
    }

    private void edit(Path draft) throws ProblemException, InterruptedException {
        var environment = charter.program.environment();
        var editor =
                Stream.of("VISUAL", "EDITOR")
                        .map(name -> environment.getOrDefault(name, ""))
                        .filter(words -> !words.isBlank())
                        .findFirst();
        var console = Optional.ofNullable(System.console()).filter(Console::isTerminal);
        if (editor.isEmpty() || console.isEmpty()) {
            return;
        }
        var command = List.of("sh", "-c", editor.get() + " \"$1\"", "sh", draft.toString());
        try {
            int status = new ProcessBuilder(command).inheritIO().start().waitFor();
            if (status != 0) {
                throw new IOException("it ended with " + status);
            }
        } catch (IOException e) {
            throw new ProblemException(
                    new Problem(
                            "editor-failed",
                            "the editor '%s' failed: %s".formatted(editor.get(), e.getMessage()),
                            "edit %s with another".formatted(draft)),
                    e);
        }
    }
}
