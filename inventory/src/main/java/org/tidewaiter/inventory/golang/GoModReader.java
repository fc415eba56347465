package org.tidewaiter.inventory.golang;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.Claims;
import org.tidewaiter.image.reader.FileReader;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.image.reader.Reading;
import org.tidewaiter.inventory.text.Excerpt;
import org.tidewaiter.inventory.text.InstalledTree;
import org.tidewaiter.inventory.text.PackageList;
import org.tidewaiter.model.Purl;

/// Reads `go.mod`. What it requires is declared, not proven to be built in: Go may select a higher
/// version, and a program holds only the modules whose packages it imports.
///
/// A replaced module counts as its replacement, and not at all where that is a local directory.
/// Since Go 1.17 all modules are listed that the build needs; from an older file the indirect ones
/// are missing, which is a gap. `go.sum` is not read: it lists every version that was ever looked
/// at, most of which are not selected.
///
/// @see "Go modules reference, go.mod files"
public final class GoModReader implements FileReader {
    private static final long MAX_BYTES = 4 << 20;
    private static final Pattern OLD = Pattern.compile("1\\.(?:[0-9]|1[0-6])(?:\\..*)?");
    private static final Pattern PATH = Pattern.compile("[\\w.~!-]++(?:/[\\w.~!+-]++)*+");

    @Override
    public String name() {
        return "go-mod";
    }

    @Override
    public Claims claims() {
        return Claims.paths("**/go.mod").withMaxBytes(MAX_BYTES);
    }

    @Override
    public Reading read(ClaimedFile file) throws MalformedFileException {
        return InstalledTree.holds(file.path())
                ? Reading.NOTHING
                : new Directives().read(file.text()).reading();
    }

    /// @param version empty where it stands for all versions, or a directory needs none
    private record Module(String path, String version) {}

    /// What one file says.
    private static final class Directives {
        private final Set<Module> required = new LinkedHashSet<>();
        private final Map<Module, Module> replaced = new HashMap<>();
        private final PackageList list = PackageList.declared();
        private boolean isOld = true;
        private boolean isGoMod;

        Directives read(String text) throws MalformedFileException {
            var block = "";
            for (var line : (Iterable<String>) text.lines()::iterator) {
                int comment = line.indexOf("//");
                var words = words(comment < 0 ? line : line.substring(0, comment));
                if (words.isEmpty()) {
                    continue;
                }
                if (words.equals(List.of(")"))) {
                    block = "";
                } else if (words.size() == 2 && words.getLast().equals("(")) {
                    block = words.getFirst();
                } else if (block.isEmpty()) {
                    directive(words.getFirst(), words.subList(1, words.size()));
                } else {
                    directive(block, words);
                }
            }
            if (!isGoMod) {
                throw new MalformedFileException("no 'module' directive");
            }
            return this;
        }

        private void directive(String verb, List<String> words) {
            switch (verb) {
                case "module" -> isGoMod = true;
                case "go" -> isOld = OLD.matcher(words.isEmpty() ? "" : words.getFirst()).matches();
                case "require" -> {
                    if (words.size() == 2 && PATH.matcher(words.getFirst()).matches()) {
                        required.add(new Module(words.get(0), words.get(1)));
                    } else {
                        list.gap(
                                "not a module: '%s'"
                                        .formatted(Excerpt.of(String.join(" ", words))));
                    }
                }
                case "replace" -> replacement(words);
                default -> {} // exclude, retract, tool, toolchain, godebug: require nothing
            }
        }

        private void replacement(List<String> words) {
            int arrow = words.indexOf("=>");
            if (arrow < 1 || arrow + 1 >= words.size()) {
                return;
            }
            replaced.put(
                    new Module(words.getFirst(), arrow == 2 ? words.get(1) : ""),
                    new Module(
                            words.get(arrow + 1),
                            arrow + 2 < words.size() ? words.get(arrow + 2) : ""));
        }

        Reading reading() {
            for (var module : required) {
                var used =
                        replaced.getOrDefault(
                                module, replaced.getOrDefault(new Module(module.path, ""), module));
                if (!used.version.isEmpty() && PATH.matcher(used.path).matches()) {
                    list.add(purl(used));
                }
            }
            if (isOld && !required.isEmpty()) {
                list.gap("from before Go 1.17, so the modules required indirectly are not listed");
            }
            return list.reading();
        }

        private static Purl purl(Module module) {
            int slash = module.path.lastIndexOf('/');
            return Purl.of(
                    "golang",
                    module.path.substring(0, Math.max(slash, 0)),
                    module.path.substring(slash + 1),
                    module.version);
        }

        private static List<String> words(String line) {
            return Arrays.stream(line.strip().split("\\s+"))
                    .map(word -> word.replaceAll("^[\"`]|[\"`]$", ""))
                    .filter(word -> !word.isEmpty())
                    .toList();
        }
    }
}
