package org.tidewaiter.inventory.program;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.tidewaiter.model.Observation.PackageSeen.installed;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.ClaimedFile.Window;
import org.tidewaiter.image.reader.Claims;
import org.tidewaiter.image.reader.Claims.Bytes;
import org.tidewaiter.image.reader.FileReader;
import org.tidewaiter.image.reader.Reading;
import org.tidewaiter.model.Observation;
import org.tidewaiter.model.Purl;

/// Reads which product an executable or a shared library is or has inside, and of which version, by
/// the words that its makers left in it; the products stand in the table `programs.tsv`.
///
/// What it sees counts only where no distribution's package owns the file. A module of Go counts
/// only where the file's build information, which another reader reads, is silent on its version.
public final class ProgramReader implements FileReader {
    public static final String NAME = "program";

    static final int WINDOW_BYTES = 256;

    /// Before the main module in the build information of Go.
    private static final String MODULE = "\nmod\t";

    private static final Pattern VERSIONED = Pattern.compile("[^\\t\\n]++\\tv\\d");
    private static final ProgramTable TABLE = ProgramTable.load(MODULE);

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
                .withAnchors(WINDOW_BYTES, TABLE.anchors())
                .withMaxBytes(0);
    }

    @Override
    public Reading read(ClaimedFile file) {
        var name = file.path().substring(file.path().lastIndexOf('/') + 1);
        var versions = versions(name, file.windows());
        var products = new HashSet<Purl>();
        var packages = new ArrayList<Observation>();
        var gaps = new ArrayList<String>();
        for (var one : TABLE.evidence()) {
            var found = versions.get(one);
            if (found == null || !products.add(one.product())) {
                continue;
            }
            if (found.size() == 1 || one.isPart()) {
                found.forEach(version -> packages.add(installed(one.productOf(version))));
            } else {
                gaps.add(
                        "it could be %s of several versions: %s"
                                .formatted(one.product().name(), String.join(", ", found)));
            }
        }
        return new Reading(packages, gaps);
    }

    private static Map<Evidence, Set<String>> versions(String name, List<Window> windows) {
        var standing =
                windows.stream()
                        .map(window -> TABLE.anchor(window.anchor()).text())
                        .collect(Collectors.toSet());
        boolean ofVersionedModule = windows.stream().anyMatch(ProgramReader::isVersionedModule);
        var versions = new IdentityHashMap<Evidence, Set<String>>();
        for (var window : windows) {
            var anchor = TABLE.anchor(window.anchor());
            for (var evidence : anchor.proves()) {
                boolean told = ofVersionedModule && evidence.isModule();
                if (!told && evidence.mayBe(name, standing)) {
                    evidence.version(name, text(window, anchor.skipped()))
                            .ifPresent(version ->
                                    versions.computeIfAbsent(evidence, _ -> new TreeSet<>())
                                            .add(version));
                }
            }
        }
        return versions;
    }

    private static boolean isVersionedModule(Window window) {
        return TABLE.anchor(window.anchor()).text().equals(MODULE)
                && VERSIONED.matcher(text(window, MODULE.length())).lookingAt();
    }

    private static String text(Window window, int skipped) {
        return new String(window.bytes(), skipped, window.bytes().length - skipped, ISO_8859_1);
    }
}
