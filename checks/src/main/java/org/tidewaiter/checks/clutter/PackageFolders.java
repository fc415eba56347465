package org.tidewaiter.checks.clutter;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.tidewaiter.image.merge.MergedTree;
import org.tidewaiter.image.merge.MergedTree.LiveEntry;
import org.tidewaiter.model.SoftwarePackage;

/// What the folders of packages hold that are a folder each. A file counts for the innermost
/// package that it is in, and under one of its names only.
final class PackageFolders {
    private static final String NPM = "node_modules/";
    private static final String GEM = "/specifications/";
    private static final String GEM_END = ".gemspec";
    private static final String COMPOSER = "/composer/installed.json";
    private static final List<String> PYTHON = List.of(".dist-info/METADATA", ".egg-info/PKG-INFO");

    private final Map<String, Set<String>> packagesByFolder = new HashMap<>();
    private final Map<String, Long> bytesByFolder = new HashMap<>();
    private String lastFolder = "";
    private String lastPackage = "";

    /// @param isCounted whether a file already belongs to another finding
    PackageFolders(
            List<SoftwarePackage> packages, MergedTree tree, Predicate<LiveEntry> isCounted) {
        for (var one : packages) {
            for (var folder : of(one)) {
                packagesByFolder
                        .computeIfAbsent(folder, _ -> new HashSet<>())
                        .add(one.purl().toString());
            }
        }
        if (!packagesByFolder.isEmpty()) {
            var seen = new HashSet<Long>();
            tree.entries().filter(LiveEntry::isFile).forEach(file -> add(file, seen, isCounted));
        }
    }

    private void add(LiveEntry file, Set<Long> seen, Predicate<LiveEntry> isCounted) {
        var folder = packageFolder(file.path());
        if (!folder.isEmpty()) {
            long content = ((long) file.contentLayer() << Integer.SIZE) | file.contentFile();
            if (!isCounted.test(file) && seen.add(content)) {
                bytesByFolder.merge(folder, file.sizeBytes(), Long::sum);
            }
        }
    }

    /// The folder of the innermost package that a file is in; empty where it is in none. Files of
    /// one folder mostly come together.
    private String packageFolder(String path) {
        int length = Math.max(path.lastIndexOf('/'), 0);
        if (length != lastFolder.length() || !path.startsWith(lastFolder)) {
            lastFolder = path.substring(0, length);
            lastPackage = lastFolder;
            while (!lastPackage.isEmpty() && !packagesByFolder.containsKey(lastPackage)) {
                lastPackage = lastPackage.substring(0, Math.max(lastPackage.lastIndexOf('/'), 0));
            }
        }
        return lastPackage;
    }

    /// What goes with these packages; 0 where it is not known which files are theirs.
    long bytes(List<SoftwarePackage> packages) {
        return packages.stream()
                .flatMap(one -> of(one).stream())
                .distinct()
                .filter(folder -> packagesByFolder.getOrDefault(folder, Set.of()).size() == 1)
                .mapToLong(folder -> bytesByFolder.getOrDefault(folder, 0L))
                .sum();
    }

    private static List<String> of(SoftwarePackage one) {
        return one.locations().stream()
                .flatMap(location -> folders(one, location.path()))
                .distinct()
                .toList();
    }

    /// @param path of the file that tells of the package
    private static Stream<String> folders(SoftwarePackage one, String path) {
        return switch (one.purl().type()) {
            case "npm" -> npm(one.ecosystemName(), path);
            case "gem" -> gem(path);
            case "composer" ->
                    path.endsWith(COMPOSER)
                            ? Stream.of(
                                    path.substring(0, path.length() - COMPOSER.length() + 1)
                                            + one.ecosystemName())
                            : Stream.empty();
            case "pypi" -> python(one.purl().name(), path);
            default -> Stream.empty();
        };
    }

    private static Stream<String> npm(String name, String path) {
        var end = NPM + name + "/package.json";
        return path.endsWith(end) ? Stream.of(folder(path)) : Stream.empty();
    }

    private static Stream<String> gem(String path) {
        int start = path.lastIndexOf(GEM);
        if (start < 0 || !path.endsWith(GEM_END)) {
            return Stream.empty();
        }
        var file = path.substring(start + GEM.length(), path.length() - GEM_END.length());
        var name = file.substring(file.lastIndexOf('/') + 1);
        return Stream.of(path.substring(0, start) + "/gems/" + name);
    }

    /// What tells of it, and the folder of its name: a package can have others, which are left out.
    private static Stream<String> python(String name, String path) {
        if (PYTHON.stream().noneMatch(path::endsWith)) {
            return Stream.empty();
        }
        var about = folder(path);
        var folders = new ArrayList<String>(List.of(about));
        int slash = about.lastIndexOf('/');
        if (slash > 0) {
            var module = name.toLowerCase(Locale.ROOT).replace('-', '_').replace('.', '_');
            folders.add(about.substring(0, slash + 1) + module);
        }
        return folders.stream();
    }

    private static String folder(String path) {
        return path.substring(0, path.lastIndexOf('/'));
    }
}
