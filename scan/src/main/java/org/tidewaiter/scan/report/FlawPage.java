package org.tidewaiter.scan.report;

import java.net.URI;
import java.net.URISyntaxException;

/// Where a person reads on about a flaw.
public final class FlawPage {
    private FlawPage() {}

    /// @param id of any kind
    /// @return an `https` address; what the id has of letters that an address may not have is
    ///   escaped
    public static String of(String id) {
        if (id.startsWith("CVE-")) {
            return address("nvd.nist.gov", "/vuln/detail/" + id);
        }
        return id.startsWith("GHSA-")
                ? address("github.com", "/advisories/" + id)
                : address("osv.dev", "/vulnerability/" + id);
    }

    private static String address(String host, String path) {
        try {
            return new URI("https", host, path, null).toASCIIString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("a path beginning with a slash is a URI path", e);
        }
    }
}
