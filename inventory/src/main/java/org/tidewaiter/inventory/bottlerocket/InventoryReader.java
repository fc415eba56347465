package org.tidewaiter.inventory.bottlerocket;

import java.util.regex.Pattern;
import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.Claims;
import org.tidewaiter.image.reader.FileReader;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.image.reader.Reading;
import org.tidewaiter.inventory.text.JsonText;
import org.tidewaiter.inventory.text.PackageList;
import org.tidewaiter.model.Purl;

/// Reads the list of the packages that Bottlerocket is made of,
/// `usr/share/bottlerocket/application-inventory.json`. They were built as rpm packages, and are
/// named as such; which files they own is not said.
public final class InventoryReader implements FileReader {
    private static final Pattern WORD = Pattern.compile("[^\\s\\p{Cntrl}/]{1,300}");

    @Override
    public String name() {
        return "bottlerocket-inventory";
    }

    @Override
    public Claims claims() {
        return Claims.paths("usr/share/bottlerocket/application-inventory.json")
                .withMaxBytes(16 << 20);
    }

    @Override
    public Reading read(ClaimedFile file) throws MalformedFileException {
        var packages = PackageList.installed();
        for (var entry : JsonText.read(file.head()).get("Content").items()) {
            var name = entry.text("Name");
            var version = entry.text("Version");
            if (!WORD.matcher(name).matches() || !WORD.matcher(version).matches()) {
                packages.unusable(name);
                continue;
            }
            var release = entry.text("Release");
            packages.add(
                    Purl.of("rpm", "", name, release.isEmpty() ? version : version + "-" + release)
                            .withQualifier("arch", entry.text("Architecture"))
                            .withQualifier("epoch", entry.text("Epoch")));
        }
        return packages.reading();
    }
}
