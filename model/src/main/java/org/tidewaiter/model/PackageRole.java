package org.tidewaiter.model;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// What a package is for, which decides how much its flaws matter: a distribution's package of
/// headers is built from the kernel and has none of its code; an agent has its own in every process
/// that it is loaded into.
public enum PackageRole {
    /// Something that runs, or that is not known to be anything else.
    SOFTWARE,
    /// The kernel's headers, for compiling against it.
    KERNEL_HEADERS,
    DOCUMENTATION,
    DEBUG_SYMBOLS,
    /// Empty, there for the sake of its dependencies while a package changes its name.
    TRANSITIONAL,
    /// A Java archive that is loaded into the processes of other programs.
    JAVA_AGENT;

    /// As documents write it: `kernel-headers`.
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<PackageRole> ofWord(String word) {
        return Stream.of(values()).filter(role -> role.word().equals(word)).findFirst();
    }
}
