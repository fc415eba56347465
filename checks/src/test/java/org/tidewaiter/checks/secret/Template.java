package org.tidewaiter.checks.secret;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Makes a text from one that says which random letters stand where, so that no credential has to
/// stand in the repository: `{l:36}` is 36 letters and digits.
public final class Template {
    private static final String UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final String LOWER = "abcdefghijklmnopqrstuvwxyz";
    private static final String DIGITS = "0123456789";

    private final Random random;
    private final Keys keys;

    public Template(Random random) {
        this.random = random;
        this.keys = new Keys(random);
    }

    public byte[] fill(String template) {
        var out = new StringBuilder();
        int at = 0;
        while (at < template.length()) {
            int end = template.charAt(at) == '{' ? template.indexOf('}', at) : -1;
            var word = end < 0 ? "" : template.substring(at + 1, end);
            var made = word.isEmpty() ? null : made(word, out);
            if (made != null) {
                out.append(made);
                at = end + 1;
            } else if (template.startsWith("\\n", at)) {
                out.append('\n');
                at += 2;
            } else {
                out.append(template.charAt(at++));
            }
        }
        return out.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private @Nullable String made(String word, StringBuilder before) {
        if (word.matches("[A-Za-z0-9]+:[0-9]+")) {
            var parts = word.split(":", 2);
            return some(letters(parts[0]), Integer.parseInt(parts[1]));
        }
        return switch (word) {
            case "uuid" -> uuid();
            case "crc" -> Structure.checksum(before.substring(before.lastIndexOf("_") + 1));
            case "nuget" ->
                    some("abcdefghijklmnop", 1)
                            + some(LOWER + DIGITS, 15)
                            + some("aq", 1)
                            + some(LOWER + DIGITS, 11)
                            + some("eu", 1)
                            + some("bdfhjlnprtvxz357", 1)
                            + some("abcdefghijklmnop", 1)
                            + some(LOWER + DIGITS, 11)
                            + some("aeimquy4", 1);
            case "b64pw" -> base64(some(UPPER + LOWER + DIGITS, 16));
            case "b64pair" -> base64("deploy:" + some(UPPER + LOWER + DIGITS, 16));
            case "key32" -> Base64.getEncoder().encodeToString(bytes(32));
            case "discord" ->
                    url(("1" + some(DIGITS, 17)).getBytes(StandardCharsets.US_ASCII))
                            + "."
                            + some(UPPER + LOWER + DIGITS, 6)
                            + "."
                            + some(UPPER + LOWER + DIGITS + "_-", 38);
            case "jwt" ->
                    url("{\"alg\":\"HS256\",\"typ\":\"JWT\"}".getBytes(StandardCharsets.US_ASCII))
                            + "."
                            + url(
                                    ("{\"sub\":\"" + some(DIGITS, 9) + "\"}")
                                            .getBytes(StandardCharsets.US_ASCII))
                            + "."
                            + url(bytes(32));
            default -> keys.made(word);
        };
    }

    private String uuid() {
        return new UUID(
                        (random.nextLong() & 0xffff_ffff_ffff_0fffL) | 0x4000,
                        random.nextLong() >>> 2 | Long.MIN_VALUE)
                .toString();
    }

    private static String letters(String set) {
        return switch (set) {
            case "l" -> UPPER + LOWER + DIGITS;
            case "L" -> UPPER + LOWER;
            case "w" -> UPPER + LOWER + DIGITS + "_-";
            case "b" -> UPPER + LOWER + DIGITS + "+/";
            case "x" -> DIGITS + "abcdef";
            case "X" -> DIGITS + "ABCDEF";
            case "u" -> LOWER + DIGITS;
            case "U" -> UPPER + DIGITS;
            case "0" -> DIGITS;
            case "1" -> "123456789";
            case "2" -> UPPER + "234567";
            case "bech" -> "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L";
            default -> throw new IllegalArgumentException("no letters are called " + set);
        };
    }

    /// As a generator of credentials makes it: not without digits where there are some.
    private String some(String letters, int count) {
        var text = new StringBuilder();
        do {
            text.setLength(0);
            for (int i = 0; i < count; i++) {
                text.append(letters.charAt(random.nextInt(letters.length())));
            }
        } while (count >= 10 && lacks(letters, text.toString()));
        return text.toString();
    }

    private static boolean lacks(String letters, String text) {
        boolean mixed = letters.contains("0") && letters.contains("a");
        return mixed
                && (text.chars().noneMatch(Character::isDigit)
                        || text.chars().noneMatch(Character::isLetter));
    }

    private byte[] bytes(int count) {
        var bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    private static String url(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }
}
