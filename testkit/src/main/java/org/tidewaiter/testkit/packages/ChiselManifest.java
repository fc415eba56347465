package org.tidewaiter.testkit.packages;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.luben.zstd.Zstd;

/// The manifest that chisel leaves in an image.
public final class ChiselManifest {
    private ChiselManifest() {}

    /// Packed as chisel packs it, whatever the lines are.
    public static byte[] packed(String lines) {
        return Zstd.compress(lines.getBytes(UTF_8));
    }
}
