package org.tidewaiter.inventory.haskell;

import java.util.regex.Pattern;
import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.Claims;
import org.tidewaiter.image.reader.FileReader;
import org.tidewaiter.image.reader.Reading;
import org.tidewaiter.inventory.text.PackageList;

/// Reads `cabal.project.freeze`, constraints such as `any.aeson ==2.0.3.0,`. What it lists is
/// declared, not proven to be installed. Constraints that only set flags ask for nothing.
///
/// @see "Cabal documentation, cabal freeze"
public final class CabalFreezeReader implements FileReader {
    private static final long MAX_BYTES = 4 << 20;
    private static final Pattern EXACT =
            Pattern.compile(
                    "(?:constraints:)?\\s*+(?:any\\.)?([A-Za-z0-9-]++)\\s*+==\\s*+([^,\\s]++),?");

    @Override
    public String name() {
        return "cabal-freeze";
    }

    @Override
    public Claims claims() {
        return Claims.paths("**/cabal.project.freeze").withMaxBytes(MAX_BYTES);
    }

    @Override
    public Reading read(ClaimedFile file) {
        var list = PackageList.declared();
        for (var line : (Iterable<String>) file.text().lines()::iterator) {
            var exact = EXACT.matcher(line.strip());
            if (exact.matches()) {
                HackageName.purl(exact.group(1), exact.group(2))
                        .ifPresentOrElse(list::add, () -> list.unusable(exact.group(1)));
            }
        }
        return list.reading();
    }
}
