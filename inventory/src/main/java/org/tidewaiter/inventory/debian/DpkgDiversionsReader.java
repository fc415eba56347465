package org.tidewaiter.inventory.debian;

import java.util.ArrayList;
import java.util.List;
import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.Claims;
import org.tidewaiter.image.reader.FileReader;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.image.reader.Reading;
import org.tidewaiter.model.Observation;
import org.tidewaiter.model.Observation.FileDiverted;

/// Reads where dpkg puts files of packages whose places others have: `var/lib/dpkg/diversions`,
/// three lines for each: the place, the place instead, and the package whose own file stays, or `:`
/// where an administrator has it so for all.
///
/// @see "dpkg-divert(1)"
public final class DpkgDiversionsReader implements FileReader {
    private static final String NOBODY = ":";
    private static final int LINES = 3;

    @Override
    public String name() {
        return "dpkg-diversions";
    }

    @Override
    public Claims claims() {
        return Claims.paths("var/lib/dpkg/diversions");
    }

    @Override
    public Reading read(ClaimedFile file) throws MalformedFileException {
        var lines = file.text().lines().toList();
        if (lines.size() % LINES != 0) {
            throw new MalformedFileException("a diversion is three lines, and the last is cut off");
        }
        var diversions = new ArrayList<Observation>();
        for (int i = 0; i < lines.size(); i += LINES) {
            diversions.add(diversion(lines.subList(i, i + LINES)));
        }
        return Reading.of(diversions);
    }

    private static Observation diversion(List<String> lines) throws MalformedFileException {
        var from = lines.get(0);
        var to = lines.get(1);
        var by = lines.get(2);
        if (!from.startsWith("/") || !to.startsWith("/")) {
            throw new MalformedFileException("a diversion of what is no whole path");
        }
        return new FileDiverted(from.substring(1), to.substring(1), by.equals(NOBODY) ? "" : by);
    }
}
