package org.tidewaiter.testkit.packages;

import java.util.ArrayList;
import java.util.List;

/// The text of `var/lib/dpkg/status`: `dpkgStatus().with("libc6", "2.36-9", "amd64", "Source:
/// glibc").text()`.
public final class DpkgStatus {
    private final List<String> paragraphs = new ArrayList<>();

    private DpkgStatus() {}

    public static DpkgStatus dpkgStatus() {
        return new DpkgStatus();
    }

    /// An installed package.
    ///
    /// @param moreLines more fields, whole lines
    public DpkgStatus with(String name, String version, String architecture, String... moreLines) {
        return withState("install ok installed", name, version, architecture, moreLines);
    }

    public DpkgStatus withState(
            String status, String name, String version, String architecture, String... moreLines) {
        var paragraph =
                new StringBuilder("Package: ")
                        .append(name)
                        .append("\nStatus: ")
                        .append(status)
                        .append("\nArchitecture: ")
                        .append(architecture)
                        .append('\n');
        for (var line : moreLines) {
            paragraph.append(line).append('\n');
        }
        paragraph
                .append("Version: ")
                .append(version)
                .append("\nDescription: ")
                .append(name)
                .append("\n of many words\n .\n and lines: with colons\n");
        return withText(paragraph.toString());
    }

    /// A paragraph as it stands.
    public DpkgStatus withText(String paragraph) {
        paragraphs.add(paragraph);
        return this;
    }

    public String text() {
        return String.join("\n", paragraphs) + "\n";
    }
}
