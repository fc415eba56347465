package org.tidewaiter.testkit.packages;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/// The table of functions of a Go program, as far as their names go.
///
/// @param form what the table begins with, by which its generations differ
/// @param quantum the least distance of two instructions
public record GoFunctions(int form, ByteOrder order, int quantum, int wordBytes) {
    public static final int GO_1_2 = 0xfffffffb;
    public static final int GO_1_16 = 0xfffffffa;
    public static final int GO_1_18 = 0xfffffff0;
    public static final int GO_1_20 = 0xfffffff1;

    /// As today's Go writes it for `amd64`.
    public static final GoFunctions TODAY =
            new GoFunctions(GO_1_20, ByteOrder.LITTLE_ENDIAN, 1, Long.BYTES);

    public byte[] of(String... names) {
        return of(List.of(names));
    }

    public byte[] of(List<String> names) {
        return form == GO_1_2 ? pointed(names) : named(names);
    }

    private byte[] named(List<String> names) {
        var text = new ByteArrayOutputStream();
        names.forEach(name -> text.writeBytes((name + "\0").getBytes(UTF_8)));
        int before = form == GO_1_16 ? 2 : 3;
        int header = 8 + (before + 5) * wordBytes;
        var bytes = new byte[header + text.size()];
        var table = head(bytes);
        word(table, names.size());
        word(table, 1);
        if (before == 3) {
            word(table, 0x401000);
        }
        word(table, header);
        for (int i = 0; i < 4; i++) {
            word(table, header + text.size());
        }
        table.put(text.toByteArray());
        return bytes;
    }

    /// A pair for each function, then for each its facts with its name behind them.
    private byte[] pointed(List<String> names) {
        int facts = 8 + wordBytes + names.size() * 2 * wordBytes + wordBytes;
        int length = facts;
        for (var name : names) {
            length += wordBytes + 4 + name.getBytes(UTF_8).length + 1;
        }
        var bytes = new byte[length];
        var table = head(bytes);
        word(table, names.size());
        int at = facts;
        for (int i = 0; i < names.size(); i++) {
            int name = at + wordBytes + 4;
            word(table, 0x401000 + i);
            word(table, at);
            int next = table.position();
            word(table.position(at), 0x401000 + i);
            table.putInt(name).put((names.get(i) + "\0").getBytes(UTF_8));
            at = table.position();
            table.position(next);
        }
        return bytes;
    }

    private ByteBuffer head(byte[] bytes) {
        return ByteBuffer.wrap(bytes)
                .order(order)
                .putInt(form)
                .put(new byte[] {0, 0, (byte) quantum, (byte) wordBytes});
    }

    private void word(ByteBuffer table, long value) {
        if (wordBytes == Long.BYTES) {
            table.putLong(value);
        } else {
            table.putInt((int) value);
        }
    }
}
