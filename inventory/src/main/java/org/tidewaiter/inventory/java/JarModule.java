package org.tidewaiter.inventory.java;

import java.io.UncheckedIOException;
import java.lang.module.InvalidModuleDescriptorException;
import java.lang.module.ModuleDescriptor;
import java.nio.ByteBuffer;
import java.util.List;

/// What a module descriptor, `module-info.class`, says.
///
/// @param name empty where nothing says it
/// @param version empty where nothing says it
/// @see "Java Virtual Machine Specification, 4.7.25, the Module attribute"
record JarModule(String name, String version) {
    static final JarModule NONE = new JarModule("", "");

    /// What is longer is no name.
    static final int MAX_NAME = 200;

    /// Names that the platform keeps for itself, and those of OpenJ9.
    private static final List<String> OF_JDK = List.of("java.", "jdk.", "openj9.");

    private static final int CLASS_FILE_VERSION_AT = 4;
    private static final int JAVA_9 = 53;

    /// @param descriptor of any version of Java: what is read of it is the same since the first
    /// @return nothing said where it is broken, or its name is none
    static JarModule read(ByteBuffer descriptor) {
        var bytes = new byte[descriptor.remaining()];
        descriptor.duplicate().get(bytes);
        try {
            var content = ByteBuffer.wrap(bytes).putInt(CLASS_FILE_VERSION_AT, JAVA_9);
            var module = ModuleDescriptor.read(content);
            return module.name().length() > MAX_NAME
                    ? NONE
                    : new JarModule(module.name(), module.rawVersion().orElse(""));
        } catch (InvalidModuleDescriptorException
                | UncheckedIOException
                | IndexOutOfBoundsException
                | NullPointerException _) {
            return NONE; // Java's own reader throws each of them at broken descriptors
        }
    }

    /// Whether a module of this name comes with the Java runtime, and has its version.
    static boolean isOfJdk(String name) {
        return OF_JDK.stream().anyMatch(name::startsWith);
    }

    /// The module as an artifact of unknown group: modules are published in Maven repositories,
    /// though under other names.
    Coordinates coordinates() {
        return new Coordinates("", name, version);
    }
}
