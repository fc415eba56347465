package org.tidewaiter.inventory.java;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.model.PackageRole;

/// The main section of `META-INF/MANIFEST.MF`.
record JarManifest(Attributes main) {
    static final JarManifest NONE = new JarManifest(new Attributes());

    private static final Pattern MODULE_NAME =
            Pattern.compile("[\\p{L}_$][\\p{L}\\p{N}_$]*(\\.[\\p{L}_$][\\p{L}\\p{N}_$]*)*");
    private static final List<String> AGENT =
            List.of("Premain-Class", "Agent-Class", "Launcher-Agent-Class");

    static JarManifest read(ByteBuffer content) throws MalformedFileException {
        var bytes = new byte[mainSectionBytes(content)];
        content.duplicate().get(bytes);
        try {
            return new JarManifest(
                    new Manifest(new ByteArrayInputStream(bytes)).getMainAttributes());
        } catch (IOException | IllegalArgumentException _) {
            throw new MalformedFileException("it is no manifest");
        }
    }

    /// Up to the first blank line: the sections of a signed archive's entries can be very many.
    private static int mainSectionBytes(ByteBuffer content) {
        boolean lineIsEmpty = false;
        for (int i = content.position(); i < content.limit(); i++) {
            switch (content.get(i)) {
                case '\n' -> {
                    if (lineIsEmpty) {
                        return i + 1 - content.position();
                    }
                    lineIsEmpty = true;
                }
                case '\r' -> {}
                default -> lineIsEmpty = false;
            }
        }
        return content.remaining();
    }

    /// @return empty if the manifest does not have the attribute
    String value(String name) {
        var value = main.getValue(name);
        return value == null ? "" : value.strip();
    }

    /// An agent asks to be loaded into running programs, or before their `main`.
    ///
    /// @see "java.lang.instrument, Manifest Attributes"
    PackageRole role() {
        return AGENT.stream().allMatch(attribute -> value(attribute).isEmpty())
                ? PackageRole.SOFTWARE
                : PackageRole.JAVA_AGENT;
    }

    /// The name of an archive without a descriptor as a module; empty where it is none.
    String module() {
        var name = value("Automatic-Module-Name");
        return name.length() <= JarModule.MAX_NAME && MODULE_NAME.matcher(name).matches()
                ? name
                : "";
    }

    /// The OSGi bundle's name without its directives; empty where it is too long for one.
    String bundle() {
        var name = value("Bundle-SymbolicName");
        int semicolon = name.indexOf(';');
        var bundle = semicolon < 0 ? name : name.substring(0, semicolon).strip();
        return bundle.length() <= JarModule.MAX_NAME ? bundle : "";
    }

    /// OSGi's list of licences, without their attributes.
    List<String> licences() {
        var licences = new ArrayList<String>();
        for (var clause : value("Bundle-License").split(",", -1)) {
            int semicolon = clause.indexOf(';');
            var licence = (semicolon < 0 ? clause : clause.substring(0, semicolon)).strip();
            if (licence.length() > 1 && licence.startsWith("\"") && licence.endsWith("\"")) {
                licence = licence.substring(1, licence.length() - 1);
            }
            if (!licence.isEmpty() && !licence.startsWith("<<")) {
                licences.add(licence);
            }
        }
        return licences;
    }
}
