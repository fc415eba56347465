package org.tidewaiter.inventory.program;

import java.util.regex.Pattern;
import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.ClaimedFile.Window;
import org.tidewaiter.image.reader.Claims;
import org.tidewaiter.image.reader.Claims.Bytes;
import org.tidewaiter.image.reader.FileReader;
import org.tidewaiter.image.reader.Reading;

/// Reads which product an executable or a shared library is or has inside, and of which version, by
/// the words that its makers left in it; the products stand in the table `programs.tsv`.
///
/// What it sees counts only where no distribution's package owns the file. A module of Go counts
/// only where the file's build information, which another reader reads, is silent on its version.
public final class ProgramReader implements FileReader {
    public static final String NAME = "program";

    /// Before the main module in the build information of Go.
    private static final String MODULE = "\nmod\t";

    private static final Pattern VERSIONED = Pattern.compile("[^\\t\\n]++\\tv\\d");
    private static final ProgramTable TABLE = ProgramTable.load("programs.tsv", MODULE);

    @Override
    public String name() {
        return NAME;
    }

    /// By windows only, of files of any size.
    @Override
    public Claims claims() {
        return Claims.magics(
                        Bytes.of(0x7f, 'E', 'L', 'F'),
                        Bytes.of('M', 'Z'),
                        Bytes.of(0xfe, 0xed, 0xfa, 0xce),
                        Bytes.of(0xfe, 0xed, 0xfa, 0xcf),
                        Bytes.of(0xce, 0xfa, 0xed, 0xfe),
                        Bytes.of(0xcf, 0xfa, 0xed, 0xfe))
                .withAnchors(ProgramTable.WINDOW_BYTES, TABLE.anchors())
                .withMaxBytes(0);
    }

    @Override
    public Reading read(ClaimedFile file) {
        boolean told = file.windows().stream().anyMatch(ProgramReader::isVersionedModule);
        return TABLE.reading(file, evidence -> !(told && evidence.isModule()));
    }

    private static boolean isVersionedModule(Window window) {
        var anchor = TABLE.anchor(window.anchor());
        return anchor.text().equals(MODULE) && VERSIONED.matcher(anchor.then(window)).lookingAt();
    }
}
