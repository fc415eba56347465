package org.tidewaiter.image.lazy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.tidewaiter.model.Digest;

/// How the manifest says that a layer has a table of contents, and which.
sealed interface TableFormat {
    /// The table is a file in the last gzip member but one.
    ///
    /// @param table digest of the plain JSON
    /// @see "stargz-snapshotter, docs/estargz.md"
    record EStargz(Digest table) implements TableFormat {}

    /// The table is in a skippable frame of zstd.
    ///
    /// @param offset of what is in the frame
    /// @param storedBytes of the table, compressed
    /// @param plainBytes of the table
    /// @param table digest of the compressed table
    /// @see "containers/storage, pkg/chunked"
    record ZstdChunked(long offset, long storedBytes, long plainBytes, Digest table)
            implements TableFormat {
        /// Of the frame that it is in.
        static final int HEADER_BYTES = 8;
    }

    String TOC_DIGEST = "containerd.io/snapshot/stargz/toc.digest";
    String CHECKSUM = "manifest-checksum";
    String POSITION = "manifest-position";

    /// What the keys begin with, now and in programs of 2022.
    List<String> CHUNKED =
            List.of("io.github.containers.zstd-chunked.", "io.containers.zstd-chunked.");

    /// Offset, both lengths, and the only kind there is.
    Pattern PLACE = Pattern.compile("(\\d{1,18}):(\\d{1,18}):(\\d{1,18}):1");

    /// @param annotations of a layer's descriptor
    /// @throws UnusableTableException where they name no table, or not as they should
    static TableFormat of(Map<String, String> annotations) throws UnusableTableException {
        for (var prefix : CHUNKED) {
            if (!annotations.containsKey(prefix + CHECKSUM)) {
                continue;
            }
            var place = PLACE.matcher(annotations.getOrDefault(prefix + POSITION, ""));
            if (!place.matches()) {
                throw new UnusableTableException(
                        "the place of its table of contents is not stated in a form that is known");
            }
            return new ZstdChunked(
                    Long.parseLong(place.group(1)),
                    Long.parseLong(place.group(2)),
                    Long.parseLong(place.group(3)),
                    digest(annotations, prefix + CHECKSUM));
        }
        if (annotations.containsKey(TOC_DIGEST)) {
            return new EStargz(digest(annotations, TOC_DIGEST));
        }
        throw new UnusableTableException("it has no table of contents");
    }

    private static Digest digest(Map<String, String> annotations, String key)
            throws UnusableTableException {
        return Optional.ofNullable(annotations.get(key))
                .flatMap(Digest::parse)
                .orElseThrow(() ->
                        new UnusableTableException("the digest of its table of contents is none"));
    }
}
