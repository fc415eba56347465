package org.tidewaiter.cli;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tidewaiter.image.consulted.ConsultedFiles;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.scan.report.ReportTemplate;
import org.tidewaiter.scan.template.TemplateFormat;
import picocli.CommandLine.Option;

/// The flag that names the template of a report.
final class TemplateFlags {
    private static final String FORMAT = "template";
    private static final long MAX_BYTES = 4L << 20;

    @Option(
            names = {"-t", "--template"},
            paramLabel = "FILE",
            description =
                    "The Mustache template of --format template (FILE or @FILE); its suffix says how"
                            + " texts are escaped: report.html, report.csv.mustache.")
    @Nullable String file;

    /// Tells what [#read] looks at.
    void tell(ConsultedFiles consulted) {
        if (file != null) {
            consulted.add(place(file));
        }
    }

    /// @return a template of ours where none is asked for
    /// @throws ProblemException `usage` where flag and format do not go together;
    ///   `template-unreadable`, `template-broken`
    ReportTemplate read(List<OutputTarget> targets) throws ProblemException {
        boolean asked = targets.stream().anyMatch(target -> target.format().equals(FORMAT));
        if (asked != (file != null)) {
            throw new ProblemException(
                    "usage",
                    asked
                            ? "--format template needs a template"
                            : "--template is for --format template",
                    "give both, for example --format template --template report.html");
        }
        if (file == null) {
            return ReportTemplate.LINES;
        }
        var template = read(place(file));
        TemplateFormat.check(template);
        return template;
    }

    private static Path place(String file) {
        return Path.of(file.startsWith("@") ? file.substring(1) : file);
    }

    private static ReportTemplate read(Path path) throws ProblemException {
        try {
            if (Files.size(path) > MAX_BYTES) {
                throw unreadable(path, "it is larger than 4 MiB");
            }
            return new ReportTemplate(path.toString(), Files.readString(path));
        } catch (MalformedInputException _) {
            throw unreadable(path, "it is not UTF-8");
        } catch (IOException e) {
            throw unreadable(path, e.toString());
        }
    }

    private static ProblemException unreadable(Path path, String why) {
        return new ProblemException(
                "template-unreadable",
                "the template %s cannot be read: %s".formatted(path, why),
                "mend the file, or name another with --template");
    }
}
