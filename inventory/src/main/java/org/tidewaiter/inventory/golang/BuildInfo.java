package org.tidewaiter.inventory.golang;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;

/// The modules that a Go program was built from, as the linker wrote them: lines of words that tabs
/// separate.
///
/// ```
/// path    example.org/app/cmd/app
/// mod     example.org/app  v1.2.0  h1:…
/// dep     example.org/lib  v0.3.0
/// =>      example.org/fork v0.3.1  h1:…
/// build   -ldflags="-X main.version=1.2.0"
/// ```
///
/// @param program the import path of the program itself; empty where it is not said
/// @param modules the main one first, each replaced one by its replacement
/// @param faults what is wrong with lines that could not be read, each once
record BuildInfo(String program, List<Module> modules, List<String> faults) {
    BuildInfo {
        modules = List.copyOf(modules);
        faults = List.copyOf(faults);
    }

    /// @param version empty where the program was built from a working tree: `(devel)`, or replaced
    ///   by a folder
    record Module(String path, String version) {
        /// The main module, whose version the program was perhaps linked with.
        Module linkedWith(String setting) {
            return version.isEmpty()
                    ? new Module(path, LinkedVersion.of(setting, path).orElse(""))
                    : this;
        }
    }

    static BuildInfo parse(String text) {
        var modules = new ArrayList<Module>();
        var faults = new LinkedHashSet<String>();
        var program = "";
        boolean hasMain = false;
        boolean replaceable = false;
        for (var line : text.split("\n", -1)) {
            var words = Arrays.asList(line.split("\t", -1));
            switch (words.getFirst()) {
                case "path" -> program = words.size() == 2 ? words.getLast() : program;
                case "mod", "dep" -> {
                    replaceable = words.size() >= 3 && isPath(words.get(1));
                    if (replaceable) {
                        hasMain |= modules.isEmpty() && words.getFirst().equals("mod");
                        modules.add(new Module(words.get(1), version(words.get(2))));
                    } else {
                        faults.add("a module without a path and a version");
                    }
                }
                case "=>" -> {
                    if (replaceable && words.size() >= 3) {
                        modules.add(replacement(modules.removeLast(), words));
                    } else {
                        faults.add("a replacement without a module");
                    }
                    replaceable = false;
                }
                case "build" -> {
                    if (words.size() >= 2 && hasMain) {
                        modules.set(0, modules.getFirst().linkedWith(words.get(1)));
                    }
                }
                default -> {}
            }
        }
        return new BuildInfo(program, modules, List.copyOf(faults));
    }

    private static Module replacement(Module replaced, List<String> words) {
        var path = words.get(1);
        boolean folder = path.startsWith(".") || path.startsWith("/") || words.get(2).isEmpty();
        return folder || !isPath(path)
                ? new Module(replaced.path, "")
                : new Module(path, version(words.get(2)));
    }

    private static String version(String word) {
        return word.equals("(devel)") ? "" : word;
    }

    private static boolean isPath(String word) {
        return !word.isEmpty() && !word.startsWith("/") && !word.endsWith("/");
    }
}
