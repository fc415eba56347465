package org.tidewaiter.inventory.dotnet;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import java.util.HexFormat;
import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.ClaimedFile.Window;
import org.tidewaiter.image.reader.Claims;
import org.tidewaiter.image.reader.Claims.Bytes;
import org.tidewaiter.image.reader.FileReader;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.image.reader.Reading;
import org.tidewaiter.inventory.text.JsonText;

/// Reads the `deps.json` inside a .NET program that was published as a single file.
///
/// The host that starts such a program has a signature in its data, and the bundle of the program's
/// files, in which `deps.json` is never compressed, follows it. So the list is read where it begins
/// as such a list does, in a file of any size that has the signature.
///
/// @see ".NET runtime, host: bundle marker and bundle design"
public final class SingleFileReader implements FileReader {
    static final int WINDOW_BYTES = 1 << 20;
    static final String SIGNATURE =
            new String(
                    HexFormat.of()
                            .parseHex(
                                    "8b1202b96a612038727b930214d7a03213f5b9e6efae3318ee3b2dce24b36aae"),
                    ISO_8859_1);

    private static final int SIGNED = 0;

    @Override
    public String name() {
        return "dotnet-single-file";
    }

    /// By windows only, of files of any size.
    @Override
    public Claims claims() {
        return Claims.magics(
                        Bytes.of(0x7f, 'E', 'L', 'F'),
                        Bytes.of('M', 'Z'),
                        Bytes.of(0xcf, 0xfa, 0xed, 0xfe))
                .withAnchors(
                        WINDOW_BYTES,
                        Bytes.ofText(SIGNATURE),
                        Bytes.ofText("{\n  \"runtimeTarget\":"),
                        Bytes.ofText("{\r\n  \"runtimeTarget\":"))
                .withMaxBytes(0);
    }

    @Override
    public Reading read(ClaimedFile file) throws MalformedFileException {
        var lists = file.windows().stream().filter(one -> one.anchor() != SIGNED).toList();
        boolean isSigned = lists.size() < file.windows().size();
        if (!isSigned || lists.isEmpty()) {
            return Reading.NOTHING;
        }
        if (lists.size() > 1) {
            throw new MalformedFileException("more than one list of packages in a single file");
        }
        return DepsJson.reading(JsonText.read(object(lists.getFirst())), file.directory());
    }

    /// The window up to the end of the object that it begins with.
    private static byte[] object(Window window) throws MalformedFileException {
        var bytes = window.bytes();
        int depth = 0;
        boolean isText = false;
        for (int at = 0; at < bytes.length; at++) {
            switch (bytes[at]) {
                case '"' -> isText = !isText;
                case '\\' -> at += isText ? 1 : 0;
                case '{' -> depth += isText ? 0 : 1;
                case '}' -> {
                    depth -= isText ? 0 : 1;
                    if (depth == 0) {
                        return Arrays.copyOf(bytes, at + 1);
                    }
                }
                default -> {}
            }
        }
        throw new MalformedFileException("the list of packages in a single file is cut off");
    }
}
