package org.tidewaiter.policy;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.tidewaiter.model.Check;
import org.tidewaiter.model.Finding;
import org.tidewaiter.model.Place;
import org.tidewaiter.model.Presence;
import org.tidewaiter.model.Severity;

/// Findings of checks for the tests of this package.
final class Checked {
    private Checked() {}

    static Finding.Secret secret(String id, String path) {
        return secret(id, path, "");
    }

    static Finding.Secret secret(String id, String path, String excuse) {
        var place = new Place(path, 3, "", OptionalInt.of(1), Presence.DELETED);
        return new Finding.Secret(
                check(id, Check.Kind.SECRET, Severity.HIGH), place, "ab****", "0011", excuse);
    }

    static Finding.Setting setting(String id, Severity severity) {
        return new Finding.Setting(
                check(id, Check.Kind.SETTING, severity),
                Place.inFile("Dockerfile", 1),
                "it is so",
                Optional.empty());
    }

    static Finding.Clutter clutter(Severity severity) {
        return new Finding.Clutter(
                check("clutter/shell", Check.Kind.CLUTTER, severity),
                Place.inFile("bin/sh", 0),
                "a shell",
                9);
    }

    static Check check(String id, Check.Kind kind, Severity severity) {
        return new Check(id, kind, severity, "something is wrong", "Mend it.", List.of());
    }
}
