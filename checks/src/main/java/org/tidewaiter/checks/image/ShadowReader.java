package org.tidewaiter.checks.image;

import java.util.ArrayList;
import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.Claims;
import org.tidewaiter.image.reader.FileReader;
import org.tidewaiter.image.reader.Reading;

/// Reads of what kind the passwords of an image are.
///
/// @see "shadow(5)"
final class ShadowReader implements FileReader {
    private static final int LEAST_FIELDS = 3;

    @Override
    public String name() {
        return "passwords";
    }

    @Override
    public Claims claims() {
        return AccountLines.claims(AccountFiles.SHADOW);
    }

    @Override
    public Reading read(ClaimedFile file) {
        var lines = AccountLines.of(file, LEAST_FIELDS);
        var seen =
                lines.accounts().stream()
                        .flatMap(line ->
                                Passwords.judge(line.name(), line.password(), line.number())
                                        .stream())
                        .toList();
        return new Reading(new ArrayList<>(seen), lines.gaps());
    }
}
