package org.tidewaiter.checks.secret;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// One line of `formats.tsv`.
public record Formats(String id, String path, String holding, String missing) {
    public static final List<Formats> ALL = read();

    private static List<Formats> read() {
        try (var in = Formats.class.getResourceAsStream("formats.tsv")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t", -1))
                    .map(columns -> new Formats(columns[0], columns[1], columns[2], columns[3]))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return id;
    }
}
