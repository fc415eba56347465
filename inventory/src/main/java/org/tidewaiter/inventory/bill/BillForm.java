package org.tidewaiter.inventory.bill;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/// How a document is written, told by how it begins.
enum BillForm {
    JSON,
    XML,
    TAG_VALUE;

    private static final Pattern COMMENTS = Pattern.compile("\\A\\uFEFF?(?:\\s++|#[^\\n]*+\\n)*+");

    static Optional<BillForm> of(byte[] firstBytes) {
        var text = new String(firstBytes, StandardCharsets.UTF_8);
        var begin = COMMENTS.matcher(text).replaceFirst("");
        if (begin.startsWith("{")) {
            return Optional.of(JSON);
        }
        if (begin.startsWith("<")) {
            return Optional.of(XML);
        }
        return begin.startsWith("SPDXVersion:") ? Optional.of(TAG_VALUE) : Optional.empty();
    }
}
