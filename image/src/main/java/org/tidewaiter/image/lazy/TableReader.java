package org.tidewaiter.image.lazy;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tidewaiter.image.compression.Decompression;
import org.tidewaiter.image.lazy.TableOfContents.Chunk;
import org.tidewaiter.image.lazy.TableOfContents.Listed;
import org.tidewaiter.image.tar.Entry;
import org.tidewaiter.image.tar.Entry.Kind;
import org.tidewaiter.image.tar.FileCapabilities;
import org.tidewaiter.image.tar.TarReader;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.json.JsonReader;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// Reads the JSON of a table of contents, which both formats write alike. What it lists must lie
/// one after the other in the layer, each file with all its bytes and a digest for each chunk.
///
/// @see "stargz-snapshotter, docs/estargz.md, TOC, TOCEntries and Footer"
final class TableReader {
    private static final int MAX_ENTRIES = 1_000_000;
    private static final int MAX_DIFFERENT_KEYS = 1_000;
    private static final int MAX_KEY_LENGTH = 1_000;

    /// Attributes of a file have at most 64 KiB, and are written in base64.
    private static final int MAX_TEXT_LENGTH = 100_000;

    private static final JsonFactory JSON =
            JsonReader.STRICT
                    .rebuild()
                    .streamReadConstraints(
                            JsonReader.STRICT
                                    .streamReadConstraints()
                                    .rebuild()
                                    .maxNameLength(MAX_KEY_LENGTH)
                                    .maxStringLength(MAX_TEXT_LENGTH)
                                    .build())
                    .build();
    private static final String CAPABILITY = "security.capability";

    private final long end;
    private final Selection selection;
    private final List<Listed> entries = new ArrayList<>();
    private final Set<String> keys = new HashSet<>();
    private long[] bounds = new long[64];
    private int chunkCount;
    private int objects;
    private int files;
    private long plainBytes;
    private Optional<File> file = Optional.empty();

    private TableReader(long end, Selection selection) {
        this.end = end;
        this.selection = selection;
    }

    /// A file whose chunks are not all known yet.
    private static final class File {
        final Entry entry;
        final boolean isSelected;
        final String digest;
        final List<Chunk> chunks = new ArrayList<>();
        long known;

        File(Entry entry, boolean isSelected, String digest) {
            this.entry = entry;
            this.isSelected = isSelected;
            this.digest = digest;
        }
    }

    /// As it stands there; what is missing is empty or 0.
    private static final class Item {
        String name = "";
        String type = "";
        String linkName = "";
        String digest = "";
        String chunkDigest = "";
        String capability = "";
        long size;
        long mode;
        long uid;
        long gid;
        long offset;
        long innerOffset;
        long chunkOffset;
        long chunkSize;
    }

    /// @param json to be verified by whoever calls
    /// @param end of the part of the layer that has the files
    static TableOfContents read(InputStream json, long end, Selection selection)
            throws UnusableTableException {
        var reader = new TableReader(end, selection);
        try (var parser = JSON.createParser(ObjectReadContext.empty(), json)) {
            reader.readTable(parser);
        } catch (JacksonException e) {
            throw unusable("it is no JSON: " + e.getOriginalMessage());
        }
        return reader.table();
    }

    private TableOfContents table() {
        var all = Arrays.copyOf(bounds, chunkCount + 1);
        all[chunkCount] = end;
        return new TableOfContents(entries, all);
    }

    private void readTable(JsonParser parser) throws UnusableTableException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw unusable("it is no object");
        }
        long version = 0;
        boolean listed = false;
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            var name = key(parser);
            var token = parser.nextToken();
            switch (name) {
                case "version" -> version = number(parser);
                case "entries" -> {
                    if (token != JsonToken.START_ARRAY) {
                        throw unusable("its entries are no list");
                    }
                    readEntries(parser);
                    listed = true;
                }
                default -> skip(parser);
            }
        }
        if (version != 1 || !listed) {
            throw unusable("it is of a version that is not known");
        }
        if (parser.nextToken() != null) {
            throw unusable("something follows it");
        }
        endFile();
    }

    private void readEntries(JsonParser parser) throws UnusableTableException {
        for (var token = parser.nextToken();
                token != JsonToken.END_ARRAY;
                token = parser.nextToken()) {
            if (token != JsonToken.START_OBJECT) {
                throw unusable("an entry is no object");
            }
            if (++objects > MAX_ENTRIES) {
                throw unusable("it has more than %,d entries".formatted(MAX_ENTRIES));
            }
            add(readItem(parser));
        }
    }

    private Item readItem(JsonParser parser) throws UnusableTableException {
        var item = new Item();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            var name = key(parser);
            var token = parser.nextToken();
            switch (name) {
                case "name" -> item.name = text(parser);
                case "type" -> item.type = text(parser);
                case "linkName" -> item.linkName = text(parser);
                case "digest" -> item.digest = text(parser);
                case "chunkDigest" -> item.chunkDigest = text(parser);
                case "size" -> item.size = number(parser);
                case "mode" -> item.mode = number(parser);
                case "uid" -> item.uid = number(parser);
                case "gid" -> item.gid = number(parser);
                case "offset" -> item.offset = number(parser);
                case "innerOffset" -> item.innerOffset = number(parser);
                case "chunkOffset" -> item.chunkOffset = number(parser);
                case "chunkSize" -> item.chunkSize = number(parser);
                case "xattrs" -> {
                    if (token == JsonToken.START_OBJECT) {
                        item.capability = readCapability(parser);
                    } else {
                        skip(parser);
                    }
                }
                default -> skip(parser);
            }
        }
        return item;
    }

    private String readCapability(JsonParser parser) throws UnusableTableException {
        var capability = "";
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            boolean wanted = key(parser).equals(CAPABILITY);
            parser.nextToken();
            if (wanted) {
                capability = text(parser);
            } else {
                skip(parser);
            }
        }
        return capability;
    }

    /// The parser remembers all keys that it met, so that there must not be many.
    private String key(JsonParser parser) throws UnusableTableException {
        var key = parser.currentName();
        if (keys.add(key) && keys.size() > MAX_DIFFERENT_KEYS) {
            throw unusable("it has more than %,d different keys".formatted(MAX_DIFFERENT_KEYS));
        }
        return key;
    }

    private void skip(JsonParser parser) throws UnusableTableException {
        int depth = parser.currentToken().isStructStart() ? 1 : 0;
        while (depth > 0) {
            switch (parser.nextToken()) {
                case START_OBJECT, START_ARRAY -> depth++;
                case END_OBJECT, END_ARRAY -> depth--;
                case PROPERTY_NAME -> key(parser);
                case null -> throw unusable("it ends too early");
                default -> {}
            }
        }
    }

    private static String text(JsonParser parser) throws UnusableTableException {
        return switch (parser.currentToken()) {
            case VALUE_STRING -> parser.getString();
            case VALUE_NULL -> "";
            default -> throw unusable("%s is no text".formatted(parser.currentName()));
        };
    }

    private static long number(JsonParser parser) throws UnusableTableException {
        return switch (parser.currentToken()) {
            case VALUE_NUMBER_INT -> parser.getLongValue();
            case VALUE_NULL -> 0;
            default -> throw unusable("%s is no whole number".formatted(parser.currentName()));
        };
    }

    private void add(Item item) throws UnusableTableException {
        if (item.type.equals("chunk")) {
            addChunk(
                    item,
                    file.orElseThrow(() -> unusable("a chunk does not follow the file it is of")));
            return;
        }
        endFile();
        if (Math.max(item.name.length(), item.linkName.length()) > TarReader.MAX_NAME_LENGTH) {
            throw unusable("a name of %,d characters".formatted(item.name.length()));
        }
        var entry = entry(item);
        boolean isSelected = !entry.path().isEmpty() && selection.includes(files++, entry);
        if (entry.sizeBytes() == 0) {
            entries.add(new Listed(entry, isSelected, List.of(), Optional.empty()));
        } else {
            var begun = new File(entry, isSelected, item.digest);
            file = Optional.of(begun);
            addChunk(item, begun);
        }
    }

    private Entry entry(Item item) throws UnusableTableException {
        var kind =
                switch (item.type) {
                    case "reg" -> Kind.FILE;
                    case "dir" -> Kind.DIRECTORY;
                    case "symlink" -> Kind.SYMLINK;
                    case "hardlink" -> Kind.HARD_LINK;
                    case "char", "block", "fifo" -> Kind.OTHER;
                    default -> throw unusable("an entry is of a kind that is not known");
                };
        long size = kind == Kind.FILE ? item.size : 0;
        if (size < 0 || size > Decompression.MAX_PLAIN_BYTES - plainBytes) {
            throw unusable("its files are too large");
        }
        plainBytes += size;
        return Entry.listed(
                item.name,
                kind,
                size,
                (int) (item.mode & 07777),
                item.uid,
                item.gid,
                item.linkName,
                capabilities(item.capability));
    }

    private static Optional<FileCapabilities> capabilities(String base64)
            throws UnusableTableException {
        if (base64.isEmpty()) {
            return Optional.empty();
        }
        try {
            var parsed = FileCapabilities.parse(Base64.getDecoder().decode(base64));
            if (parsed.isPresent()) {
                return parsed;
            }
        } catch (IllegalArgumentException _) {
            // said below
        }
        throw unusable("file capabilities are in no form that is known");
    }

    private void addChunk(Item item, File of) throws UnusableTableException {
        long left = of.entry.sizeBytes() - of.known;
        long size = item.chunkSize == 0 ? left : item.chunkSize;
        if (item.chunkOffset != of.known || size <= 0 || size > left) {
            throw unusable("the chunks of a file do not make up the file");
        }
        long before = chunkCount == 0 ? 0 : bounds[chunkCount - 1];
        if (item.innerOffset != 0 || item.offset <= before || item.offset >= end) {
            throw unusable("its files do not lie one after the other");
        }
        boolean isOnly = of.known == 0 && size == left;
        var stated = item.chunkDigest.isEmpty() && isOnly ? of.digest : item.chunkDigest;
        var digest = Digest.parse(stated);
        if (digest.isEmpty()) {
            throw unusable("a file has no digest");
        }
        of.known += size;
        if (of.isSelected) {
            of.chunks.add(new Chunk(chunkCount, size, digest.get()));
        }
        if (chunkCount + 1 == bounds.length) {
            bounds = Arrays.copyOf(bounds, 2 * bounds.length);
        }
        bounds[chunkCount++] = item.offset;
    }

    private void endFile() throws UnusableTableException {
        if (file.isEmpty()) {
            return;
        }
        var ended = file.get();
        if (ended.known < ended.entry.sizeBytes()) {
            throw unusable("a file has chunks that are not listed");
        }
        var digest = Digest.parse(ended.digest);
        if (digest.isEmpty() && !ended.digest.isEmpty()) {
            throw unusable("the digest of a file is none");
        }
        var chunks = List.copyOf(ended.chunks);
        entries.add(
                new Listed(
                        ended.entry,
                        ended.isSelected,
                        chunks,
                        digest.filter(whole -> !isDigestOfAll(whole, chunks))));
        file = Optional.empty();
    }

    private static boolean isDigestOfAll(Digest digest, List<Chunk> chunks) {
        return chunks.isEmpty()
                || (chunks.size() == 1 && chunks.getFirst().digest().equals(digest));
    }

    private static UnusableTableException unusable(String why) {
        return new UnusableTableException("its table of contents cannot be used: " + why);
    }
}
