package org.tidewaiter.inventory.java;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.tidewaiter.image.reader.MalformedFileException;

/// What the entries of one archive say of what it is and of what was put into it.
final class JarEvidence {
    private static final String MANIFEST = "META-INF/MANIFEST.MF";
    private static final String MODULE = "module-info.class";
    private static final Pattern LATER_MODULE =
            Pattern.compile("META-INF/versions/\\d+/module-info\\.class");
    private static final Pattern POM =
            Pattern.compile("(?:.*/)?META-INF/maven/[^/]+/[^/]+/pom\\.(properties|xml)");

    private final Map<String, Coordinates> poms = new LinkedHashMap<>();
    private final Map<String, List<String>> licences = new HashMap<>();
    private JarManifest manifest = JarManifest.NONE;
    private JarModule module = JarModule.NONE;

    /// Whether an entry of this name is to be read.
    static boolean isOne(String name) {
        return name.equals(MANIFEST)
                || name.equals(MODULE)
                || LATER_MODULE.matcher(name).matches()
                || POM.matcher(name).matches();
    }

    void read(String name, ByteBuffer content) throws MalformedFileException {
        if (name.equals(MANIFEST)) {
            manifest = JarManifest.read(content);
        } else if (name.endsWith(MODULE)) {
            readModule(name, content);
        } else if (name.endsWith(".xml")) {
            licences.put(folder(name), PomFiles.licences(content));
        } else {
            poms.put(name, PomFiles.properties(content));
        }
    }

    /// One for later versions of Java has the same name and version, and can be the only one.
    private void readModule(String name, ByteBuffer content) {
        if (name.equals(MODULE) || module.equals(JarModule.NONE)) {
            module = JarModule.read(content);
        }
    }

    JarManifest manifest() {
        return manifest;
    }

    /// What the descriptor says, or else the name that the manifest gives the module.
    JarModule module() {
        return module.name().isEmpty() ? new JarModule(manifest.module(), "") : module;
    }

    /// By the names of the entries, in their order.
    Map<String, Coordinates> poms() {
        return poms;
    }

    /// The artifacts that were put into the archive.
    ///
    /// @param own the one that it is itself
    Set<Coordinates> bundled(Optional<Coordinates> own) {
        var bundled = new HashSet<>(poms.values());
        own.ifPresent(bundled::remove);
        return bundled;
    }

    /// Of the `pom.xml` beside a `pom.properties`.
    List<String> licences(String pom) {
        return licences.getOrDefault(folder(pom), List.of());
    }

    private static String folder(String name) {
        return name.substring(0, name.lastIndexOf('/') + 1);
    }
}
