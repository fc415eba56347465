package org.tidewaiter.scan.html;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Objects;
import org.tidewaiter.image.manifest.VerifiedBytes;

/// What is the same in every page: its style, its script, and the policy that allows no others.
/// Loaded only where a page is written.
final class PageParts {
    static final String STYLE = resource("page.css");

    /// What the page of a benchmark has besides.
    static final String BENCH_STYLE = resource("bench.css");

    static final String SCRIPT = resource("page.js");

    /// Says early that scripts will run, so that the style need not show what they will hide.
    static final String FIRST_SCRIPT = "document.documentElement.className = 'scripted';";

    private PageParts() {}

    static String policy() {
        return "default-src 'none'; style-src 'sha256-%s'; script-src 'sha256-%s' 'sha256-%s'; base-uri 'none'; form-action 'none'"
                .formatted(digest(STYLE), digest(FIRST_SCRIPT), digest(SCRIPT));
    }

    /// Allows one style and no script at all.
    static String policyWithoutScripts(String style) {
        return "default-src 'none'; style-src 'sha256-%s'; base-uri 'none'; form-action 'none'"
                .formatted(digest(style));
    }

    private static String digest(String text) {
        var sha256 = VerifiedBytes.sha256(text.getBytes(StandardCharsets.UTF_8));
        return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(sha256.hex()));
    }

    private static String resource(String name) {
        try (var in = Objects.requireNonNull(PageParts.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
