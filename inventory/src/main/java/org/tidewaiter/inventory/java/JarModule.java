package org.tidewaiter.inventory.java;

import java.io.UncheckedIOException;
import java.lang.module.InvalidModuleDescriptorException;
import java.lang.module.ModuleDescriptor;
import java.nio.ByteBuffer;

/// What the module descriptor of an archive says.
///
/// @param name empty where nothing says it
/// @param version empty where nothing says it
/// @see "Java Virtual Machine Specification, 4.7.25, the Module attribute"
record JarModule(String name, String version) {
    static final JarModule NONE = new JarModule("", "");

    /// @param descriptor `module-info.class`
    /// @return nothing said where it is broken or of a later Java: it is no more than the last word
    static JarModule read(ByteBuffer descriptor) {
        try {
            var module = ModuleDescriptor.read(descriptor.duplicate());
            return new JarModule(module.name(), module.rawVersion().orElse(""));
        } catch (InvalidModuleDescriptorException | UncheckedIOException | NullPointerException _) {
            return NONE; // Java's own reader throws each of them at broken descriptors
        }
    }
}
