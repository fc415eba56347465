package org.tidewaiter.inventory.java;

import java.lang.classfile.ClassFile;
import java.lang.classfile.attribute.ModuleAttribute;
import java.lang.classfile.attribute.ModuleRequireInfo;
import java.lang.constant.ModuleDesc;

/// The bytes of a `module-info.class`.
final class ModuleInfo {
    private ModuleInfo() {}

    /// @param version empty for none
    static byte[] of(String name, String version) {
        var base = ModuleRequireInfo.of(ModuleDesc.of("java.base"), 0, null);
        return ClassFile.of()
                .buildModule(
                        ModuleAttribute.of(
                                ModuleDesc.of(name),
                                module -> {
                                    module.requires(base);
                                    if (!version.isEmpty()) {
                                        module.moduleVersion(version);
                                    }
                                }));
    }
}
