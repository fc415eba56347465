package org.tidewaiter.inventory.java;

import java.util.List;
import org.tidewaiter.inventory.java.ZipArchive.Entry;
import org.tidewaiter.model.NameSet;

/// The classes that one archive has itself, with their packages: those for later versions of Java
/// too, and in a web application or one of Spring Boot its own classes. Left out are those that
/// have no name of their own, as anonymous ones.
///
/// @see "org.tidewaiter.model.CodeIndex"
final class JarClasses {
    private static final String ENDING = ".class";
    private static final String LATER_VERSIONS = "META-INF/versions/";
    private static final List<String> FOLDERS = List.of("WEB-INF/classes/", "BOOT-INF/classes/");

    private final NameSet.Builder names = new NameSet.Builder();

    /// The folder of the class before: most of a package stand one after the other.
    private String folder = "";

    private long inPackage = new NameSet.Builder().place();

    private JarClasses() {}

    static NameSet names(List<Entry> entries) {
        var classes = new JarClasses();
        for (var entry : entries) {
            if (entry.name().endsWith(ENDING)) {
                classes.add(entry.name());
            }
        }
        return classes.names.build();
    }

    private void add(String entry) {
        int start = start(entry);
        int slash = entry.lastIndexOf('/');
        var simple = entry.substring(Math.max(slash + 1, start), entry.length() - ENDING.length());
        if (entry.startsWith("META-INF/", start) || !isNamed(simple)) {
            return;
        }
        enter(slash < start ? "" : entry.substring(start, slash));
        names.begin().append(simple).addIn(inPackage);
    }

    private void enter(String next) {
        if (!next.equals(folder)) {
            folder = next;
            names.begin().append(folder.replace('/', '.'));
            inPackage = names.place();
            if (!folder.isEmpty()) {
                names.add();
            }
        }
    }

    /// Where the package begins.
    private static int start(String entry) {
        int start = 0;
        for (var own : FOLDERS) {
            if (entry.startsWith(own)) {
                start = own.length();
            }
        }
        if (!entry.startsWith(LATER_VERSIONS, start)) {
            return start;
        }
        int at = start + LATER_VERSIONS.length();
        while (Character.isDigit(entry.charAt(at))) {
            at++;
        }
        return entry.charAt(at) == '/' ? at + 1 : start;
    }

    /// A name that the compiler made up has a part that begins with a digit.
    private static boolean isNamed(String simple) {
        if (simple.isEmpty() || simple.endsWith("-info")) {
            return false;
        }
        for (int at = simple.indexOf('$'); at >= 0; at = simple.indexOf('$', at + 1)) {
            if (at + 1 < simple.length() && Character.isDigit(simple.charAt(at + 1))) {
                return false;
            }
        }
        return true;
    }
}
