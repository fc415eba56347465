package org.tidewaiter.inventory.rust;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.Claims;
import org.tidewaiter.image.reader.Claims.Bytes;
import org.tidewaiter.image.reader.FileReader;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.image.reader.Reading;
import org.tidewaiter.inventory.executable.Sections;
import org.tidewaiter.inventory.text.JsonText;
import org.tidewaiter.inventory.text.PackageList;
import org.tidewaiter.model.json.Json;

/// Reads which crates a Rust program was built from, where `cargo auditable` built it: it leaves
/// the list in the section `.dep-v0`, as JSON compressed by zlib.
///
/// The program's own crate is listed, wherever its source was. Left out: what only building it
/// needed, and other crates from local directories. The list does not say which Git repository or
/// other registry a crate is from.
///
/// @see "cargo-auditable, PARSING.md and cargo-auditable.schema.json"
public final class CargoAuditableReader implements FileReader {
    private static final String SECTION = ".dep-v0";
    private static final int MAX_JSON_BYTES = 8 << 20;

    @Override
    public String name() {
        return "cargo-auditable";
    }

    @Override
    public Claims claims() {
        return Claims.magics(
                        Bytes.of(0x7f, 'E', 'L', 'F'),
                        Bytes.of('M', 'Z'),
                        Bytes.of(0xce, 0xfa, 0xed, 0xfe),
                        Bytes.of(0xcf, 0xfa, 0xed, 0xfe))
                .withAnchors(16, Bytes.ofText(SECTION + "\u0000"));
    }

    @Override
    public Reading read(ClaimedFile file) throws MalformedFileException {
        if (file.windows().isEmpty()) {
            return Reading.NOTHING;
        }
        var list = PackageList.installed();
        if (!file.isWhole()) {
            list.gap("perhaps a Rust program with a list of its crates, but too large to read it");
            return list.reading();
        }
        var section = Sections.find(file.content(), SECTION);
        if (section.isPresent()) {
            addCrates(JsonText.read(inflate(section.get())), list);
        }
        return list.reading();
    }

    private static void addCrates(Json document, PackageList list) throws MalformedFileException {
        if (!(document.get("packages") instanceof Json.JsonArray crates)) {
            throw new MalformedFileException("the list of crates is of an unknown form");
        }
        var all = crates.items();
        for (var crate : all) {
            if (isBuiltIn(crate)) {
                CrateName.purl(crate.text("name"), crate.text("version"))
                        .ifPresentOrElse(
                                purl -> {
                                    list.add(purl);
                                    list.addNeeds(purl, needs(crate, all));
                                },
                                () -> list.unusable(crate.text("name")));
            }
        }
    }

    private static boolean isBuiltIn(Json crate) {
        boolean isForBuilding = crate.text("kind").equals("build");
        boolean isLocal = crate.text("source").equals("local") && !crate.get("root").isTrue();
        return !isForBuilding && !isLocal;
    }

    /// The list gives them as places in itself.
    private static List<String> needs(Json crate, List<Json> all) {
        return crate.get("dependencies").items().stream()
                .flatMap(index -> index.wholeNumber().stream())
                .filter(index -> index >= 0 && index < all.size())
                .map(index -> all.get(index.intValue()))
                .filter(CargoAuditableReader::isBuiltIn)
                .map(need -> need.text("name") + "@" + need.text("version"))
                .toList();
    }

    private static byte[] inflate(ByteBuffer zlib) throws MalformedFileException {
        var inflater = new Inflater();
        try {
            inflater.setInput(zlib);
            var json = new byte[MAX_JSON_BYTES];
            int length = inflater.inflate(json);
            if (!inflater.finished()) {
                throw new MalformedFileException(
                        length == MAX_JSON_BYTES
                                ? "the list of crates is larger than 8 MiB"
                                : "the list of crates is cut short");
            }
            return Arrays.copyOf(json, length);
        } catch (DataFormatException _) {
            throw new MalformedFileException("the list of crates is not compressed by zlib");
        } finally {
            inflater.end();
        }
    }
}
