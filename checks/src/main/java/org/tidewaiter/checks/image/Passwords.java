package org.tidewaiter.checks.image;

import java.util.List;
import java.util.Optional;
import org.tidewaiter.model.Check;
import org.tidewaiter.model.Observation.SettingSeen;
import org.tidewaiter.model.Severity;

/// What stands in place of a password. Of a hash only its kind is told: the hash itself is dropped
/// where it is read.
final class Passwords implements Topic {
    static final Check EMPTY =
            ImageCheck.of(
                    "password-empty",
                    Severity.HIGH,
                    "An account has no password, and is not locked",
                    "Lock it (passwd -l, or '!' in its second field): any program that asks for the"
                            + " password lets everybody be this user.",
                    ImageCheck.NIST_DEFECTS);
    static final Check WEAK =
            ImageCheck.of(
                    "password-hash-weak",
                    Severity.MEDIUM,
                    "A password is kept under a hash that is easily broken",
                    "Lock the account, or take the password out of the image.",
                    ImageCheck.NIST_SECRETS);
    static final Check SET =
            ImageCheck.of(
                    "password-set",
                    Severity.LOW,
                    "An account has a password that all containers of the image share",
                    "Lock the account: containers are not logged in to, and everyone who has the"
                            + " image can try passwords on the hash.",
                    ImageCheck.NIST_SECRETS);
    static final Check SECOND_ROOT =
            ImageCheck.of(
                    "second-root",
                    Severity.MEDIUM,
                    "Another account than root has the number 0",
                    "Give the account a number of its own: it is root under another name.",
                    ImageCheck.NIST_DEFECTS);

    @Override
    public List<Check> checks() {
        return List.of(EMPTY, WEAK, SET, SECOND_ROOT);
    }

    /// @param field the second one of a line of passwd or shadow
    /// @param line from 1
    static Optional<SettingSeen> judge(String account, String field, int line) {
        if (field.isEmpty()) {
            return Optional.of(seen(EMPTY, line, "%s has an empty password".formatted(account)));
        }
        if (isLocked(field)) {
            return Optional.empty();
        }
        return Optional.of(
                switch (kind(field)) {
                    case MD5 -> weak(account, "MD5", line);
                    case NT -> weak(account, "NT", line);
                    case SHA1 -> weak(account, "SHA-1", line);
                    case DES -> weak(account, "DES", line);
                    case STRONG -> seen(SET, line, "%s has one".formatted(account));
                });
    }

    private static boolean isLocked(String field) {
        return field.startsWith("!") || field.startsWith("*") || field.length() < 13;
    }

    private enum Kind {
        MD5,
        NT,
        SHA1,
        DES,
        STRONG
    }

    /// @see "crypt(5)"
    private static Kind kind(String hash) {
        if (hash.startsWith("$1$") || hash.startsWith("$md5")) {
            return Kind.MD5;
        }
        if (hash.startsWith("$3$")) {
            return Kind.NT;
        }
        if (hash.startsWith("$sha1$")) {
            return Kind.SHA1;
        }
        return hash.startsWith("$") ? Kind.STRONG : Kind.DES;
    }

    private static SettingSeen weak(String account, String kind, int line) {
        return seen(WEAK, line, "%s has one of %s".formatted(account, kind));
    }

    static SettingSeen seen(Check check, int line, String message) {
        return new SettingSeen(check.id(), line, message, Optional.empty());
    }
}
