package org.tidewaiter.model;

import java.util.Locale;

/// What a VEX statement says of a flaw in a product, in the terms of all formats.
///
/// @see "Minimum Requirements for VEX (CISA, 2023), status"
public enum VexStatus {
    /// The flaw is in the product and does no harm, or is not in it. Somebody says why.
    NOT_AFFECTED,
    /// The product has the flaw mended, whatever its version looks like.
    FIXED,
    /// The flaw harms, and something must be done.
    AFFECTED,
    /// Nobody knows yet.
    UNDER_INVESTIGATION;

    /// Whether it takes a finding out of the count.
    public boolean clears() {
        return this == NOT_AFFECTED || this == FIXED;
    }

    /// Lower case with underscores, as OpenVEX writes it.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
