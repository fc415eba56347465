package org.tidewaiter.checks.image;

import java.util.ArrayList;
import java.util.List;
import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.Claims;
import org.tidewaiter.image.reader.FileReader;
import org.tidewaiter.image.reader.Reading;
import org.tidewaiter.model.Account;
import org.tidewaiter.model.Observation.GroupsSeen;

/// Reads the groups of an image.
///
/// @see "group(5)"
final class GroupsReader implements FileReader {
    private static final int LEAST_FIELDS = 3;

    @Override
    public String name() {
        return "groups";
    }

    @Override
    public Claims claims() {
        return AccountLines.claims(AccountFiles.GROUPS, "usr/lib/group");
    }

    @Override
    public Reading read(ClaimedFile file) {
        var lines = AccountLines.of(file, LEAST_FIELDS);
        var groups = new ArrayList<Account>();
        for (var line : lines.accounts()) {
            line.numericId().ifPresent(gid -> groups.add(new Account(line.name(), gid)));
        }
        return new Reading(List.of(new GroupsSeen(groups)), lines.gaps());
    }
}
