package org.tidewaiter.model;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// What a package of a distribution is for, which decides how much a flaw of its source matters: a
/// package of headers is built from the kernel and has none of its code.
public enum PackageRole {
    /// Something that runs, or that is not known to be anything else.
    SOFTWARE,
    /// The kernel's headers, for compiling against it.
    KERNEL_HEADERS,
    DOCUMENTATION,
    DEBUG_SYMBOLS,
    /// Empty, there for the sake of its dependencies while a package changes its name.
    TRANSITIONAL;

    /// As documents write it: `kernel-headers`.
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<PackageRole> ofWord(String word) {
        return Stream.of(values()).filter(role -> role.word().equals(word)).findFirst();
    }
}
