package org.tidewaiter.cli;

import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tidewaiter.scan.WaiverVex;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// `tidewaiter waiver export`: waivers for others, as VEX.
@Command(
        name = "export",
        description = "Write the waivers in force as OpenVEX.",
        footer = {
            "  tidewaiter waiver export tidewaiter.yaml --output waivers.openvex.json",
            "",
            "A waiver is 'affected' with what was decided as the action statement, since two people live with",
            "the flaw; 'not_affected' only where its reason is one of OpenVEX's five justifications. What",
            "OpenVEX cannot say as narrowly as the waiver does is left out and told.",
        })
final class WaiverExportCommand implements Callable<Integer> {
    @ParentCommand private WaiverCommand parent;

    @Parameters(paramLabel = "FILE", description = "The waivers, tidewaiter.yaml.")
    private Path file;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Where to (default: standard output).")
    private @Nullable Path output;

    @Option(
            names = "--as-of",
            paramLabel = "DATE",
            description = "Those in force on this day (default: today, UTC).")
    private @Nullable LocalDate asOf;

    @Override
    public Integer call() throws Exception {
        var streams = parent.program.streams();
        var document = WaiverVex.of(WaiverCommand.read(file), asOf == null ? Today.utc() : asOf);
        var bytes = new ByteArrayOutputStream();
        document.write(Main.VERSION, bytes);
        if (output == null) {
            streams.out().writeBytes(bytes.toByteArray());
        } else {
            AtomicFile.write(output, out -> out.write(bytes.toByteArray()));
        }
        document.leftOut().forEach(one -> CharterFiles.note(one, streams.err()));
        return ExitCodes.PASSED;
    }
}
