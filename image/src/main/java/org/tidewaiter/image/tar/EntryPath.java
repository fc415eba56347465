package org.tidewaiter.image.tar;

import java.util.ArrayDeque;
import java.util.Optional;

/// A name found in an archive, made safe: no leading slash, no `.` or `..` segment, no NUL. A name
/// that would leave the root stays at the root, as in a chroot.
///
/// @param value empty for the root
/// @param oddity what was wrong with the name, if anything was
record EntryPath(String value, Optional<String> oddity) {

    static EntryPath of(String name) {
        if (isNormal(name)) {
            return new EntryPath(name, Optional.empty());
        }
        var oddity = Optional.<String>empty();
        if (name.indexOf('\0') >= 0) {
            oddity = Optional.of("its name has a NUL in it");
        }
        var segments = new ArrayDeque<String>();
        for (var segment : name.replace('\0', '\uFFFD').split("/", -1)) {
            switch (segment) {
                case "", "." -> {}
                case ".." -> {
                    if (segments.pollLast() == null) {
                        oddity = Optional.of("its name leaves the root: " + printable(name));
                    }
                }
                default -> segments.addLast(segment);
            }
        }
        return new EntryPath(String.join("/", segments), oddity);
    }

    /// The name of a directory as that of anything else.
    static String withoutSlash(String name) {
        return name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
    }

    /// Most names need no work, and there are hundreds of thousands of them.
    private static boolean isNormal(String name) {
        int start = 0;
        for (int i = 0; i <= name.length(); i++) {
            char c = i < name.length() ? name.charAt(i) : '/';
            if (c == '\0') {
                return false;
            }
            if (c == '/') {
                int length = i - start;
                boolean dots =
                        length > 0
                                && length <= 2
                                && name.charAt(start) == '.'
                                && name.charAt(i - 1) == '.';
                if (length == 0 || dots) {
                    return false;
                }
                start = i + 1;
            }
        }
        return true;
    }

    private static String printable(String name) {
        var start = name.length() > 200 ? name.substring(0, 200) + "..." : name;
        return start.replaceAll("\\p{Cntrl}", "?");
    }
}
