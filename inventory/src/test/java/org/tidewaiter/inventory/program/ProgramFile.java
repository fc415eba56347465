package org.tidewaiter.inventory.program;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.ClaimedFile.Window;
import org.tidewaiter.image.reader.Claims;
import org.tidewaiter.image.reader.Reading;
import org.tidewaiter.model.Observation.PackageSeen;

/// A file as the pass gives it to the reader of programs: its windows, and no more.
record ProgramFile(String path, String content) {
    private static final String ELF = "\u007fELF\2\1\1\0\0\0\0\0\0\0\0\0";

    /// An executable with these words in it.
    static ProgramFile of(String path, String words) {
        return new ProgramFile(path, ELF + "\0" + words + "\0");
    }

    List<String> packages() {
        return read().observations().stream()
                .map(one -> ((PackageSeen) one).purl().toString())
                .toList();
    }

    Reading read() {
        var reader = new ProgramReader();
        return reader.read(claimed(reader.claims()));
    }

    ClaimedFile claimed(Claims claims) {
        var windows = new ArrayList<Window>();
        for (int anchor = 0; anchor < claims.anchors().size(); anchor++) {
            var text = new String(claims.anchors().get(anchor).bytes().toArray(), ISO_8859_1);
            for (int at = content.indexOf(text); at >= 0; at = content.indexOf(text, at + 1)) {
                windows.add(
                        new Window(
                                at,
                                anchor,
                                bytes(at, at + claims.anchors().get(anchor).windowBytes())));
            }
        }
        windows.sort(Comparator.comparingLong(Window::offset));
        return new ClaimedFile(path, content.length(), 0755, bytes(0, 64 << 10), windows);
    }

    private byte[] bytes(int start, int end) {
        return Arrays.copyOfRange(
                content.getBytes(ISO_8859_1), start, Math.min(end, content.length()));
    }
}
