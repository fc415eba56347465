package org.tidewaiter.scan.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URISyntaxException;
import org.tidewaiter.model.Weakness;

/// Where a person reads on about a flaw, or about what flaws come from.
public final class FlawPage {
    private FlawPage() {}

    /// @param id of any kind
    /// @return an `https` address; what the id has of letters that an address may not have is
    ///   escaped, and so are parentheses, which end an address in Markdown
    public static String of(String id) {
        if (id.startsWith("CVE-")) {
            return address("nvd.nist.gov", "/vuln/detail/" + id);
        }
        return id.startsWith("GHSA-")
                ? address("github.com", "/advisories/" + id)
                : address("osv.dev", "/vulnerability/" + id);
    }

    public static String of(Weakness weakness) {
        return "https://cwe.mitre.org/data/definitions/" + weakness.number() + ".html";
    }

    private static String address(String host, String path) {
        try {
            var whole = new String(path.getBytes(UTF_8), UTF_8); // half a letter has no address
            return new URI("https", host, whole, null)
                    .toASCIIString()
                    .replace("(", "%28")
                    .replace(")", "%29");
        } catch (URISyntaxException e) {
            throw new IllegalStateException("a path beginning with a slash is a URI path", e);
        }
    }
}
