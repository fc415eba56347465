package org.tidewaiter.testkit.packages;

import java.util.ArrayList;
import java.util.List;

/// The text of `lib/apk/db/installed`: `apkInstalled().with("musl", "1.2.5-r0",
/// "lib/ld-musl-x86_64.so.1").text()`.
public final class ApkInstalled {
    private final List<String> blocks = new ArrayList<>();

    private ApkInstalled() {}

    public static ApkInstalled apkInstalled() {
        return new ApkInstalled();
    }

    /// A package for `x86_64` that is its own origin.
    public ApkInstalled with(String name, String version, String... files) {
        return withOrigin(name, version, name, files);
    }

    public ApkInstalled withOrigin(String name, String version, String origin, String... files) {
        var block =
                new StringBuilder("C:Q1qKcZ+j23xssAXmgQhkOO8dHnbWw=\nP:")
                        .append(name)
                        .append("\nV:")
                        .append(version)
                        .append(
                                "\nA:x86_64\nS:1\nI:1\nT:a package\nU:https://example.org\nL:MIT\no:")
                        .append(origin)
                        .append("\nm:Somebody <somebody@example.org>\n");
        for (var file : files) {
            int slash = file.lastIndexOf('/');
            block.append("F:")
                    .append(file, 0, Math.max(slash, 0))
                    .append("\nM:0:0:755\nR:")
                    .append(file, slash + 1, file.length())
                    .append("\na:0:0:755\nZ:Q1xxx=\n");
        }
        return withText(block.toString());
    }

    /// A block as it stands.
    public ApkInstalled withText(String block) {
        blocks.add(block);
        return this;
    }

    public String text() {
        return String.join("\n", blocks) + "\n";
    }
}
