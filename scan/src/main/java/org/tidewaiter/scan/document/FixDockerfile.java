package org.tidewaiter.scan.document;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.tidewaiter.model.ImageSource;
import org.tidewaiter.scan.escape.Printable;
import org.tidewaiter.scan.fix.FixPlan;
import org.tidewaiter.scan.report.FixStep;
import org.tidewaiter.scan.text.FixTable;
import org.tidewaiter.scan.text.NoteLines;

/// Lines to put into a Dockerfile. What is changed elsewhere, such as in a lock file, is a comment;
/// so is a command in which a name of the image could end the line.
///
/// @see "https://docs.docker.com/reference/dockerfile/"
public final class FixDockerfile {
    /// How the commands of package managers go on without a question, and leave nothing behind.
    private static final Map<String, String> UNATTENDED =
            Map.of(
                    "apt-get update && apt-get install ", "apt-get update && apt-get install -y ",
                    "apk upgrade --update-cache ", "apk upgrade --no-cache ",
                    "apk add --update-cache ", "apk add --no-cache ",
                    "dnf upgrade ", "dnf upgrade -y ",
                    "zypper update ", "zypper --non-interactive update ",
                    "pacman -Syu", "pacman -Syu --noconfirm");

    private FixDockerfile() {}

    /// Writes UTF-8.
    ///
    /// @param out stays open
    public static void write(FixPlan plan, ImageSource image, OutputStream out) throws IOException {
        var page = new StringBuilder();
        page.append(comment(image.name() + ": findings " + FixTable.sum(plan)));
        if (!plan.unknown().isEmpty()) {
            page.append(comment("not known: " + FixTable.unknown(plan)));
        }
        NoteLines.of(plan.notes()).forEach(line -> page.append(comment("note: " + line)));
        for (var step : plan.steps()) {
            page.append(comment("removes %d".formatted(step.mended()))).append(line(step));
        }
        out.write(page.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static String line(FixStep step) {
        var command = step.command();
        if (!Printable.of(command).equals(command)) {
            return comment(command);
        }
        if (command.startsWith("FROM ")) {
            return command + "\n";
        }
        return UNATTENDED.entrySet().stream()
                .filter(one -> command.startsWith(one.getKey()))
                .findFirst()
                .map(one ->
                        "RUN "
                                + one.getValue()
                                + command.substring(one.getKey().length())
                                + cleanup(command)
                                + "\n")
                .orElseGet(() -> comment("where it is built: " + command));
    }

    private static String cleanup(String command) {
        return command.startsWith("apt-get ")
                ? " && rm -rf /var/lib/apt/lists/*"
                : command.startsWith("dnf ")
                        ? " && dnf clean all"
                        : command.startsWith("zypper ") ? " && zypper clean --all" : "";
    }

    private static String comment(String text) {
        return "# " + Printable.of(text) + "\n";
    }
}
