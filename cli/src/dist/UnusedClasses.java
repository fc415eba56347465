import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.Utf8Entry;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Pattern;

/// Prints the entries of jars that nothing refers to, as `JAR!ENTRY`, one a line: classes that no class of
/// ours names, nor one that those name, and so on. A name in a text counts as one, so that what is loaded
/// by its name is kept, and what a jar offers as a service is too.
///
///     java UnusedClasses.java PREFIX JAR...     PREFIX of the jars whose classes are all used
final class UnusedClasses {
    private static final Pattern VERSIONED = Pattern.compile("META-INF/versions/[0-9]+/(.+)");
    private static final Pattern NAME = Pattern.compile("[\\w$]+(?:[/.][\\w$]+)+");
    private static final String SERVICES = "META-INF/services/";

    /// By the name of a class with slashes what it refers to, in any version of it.
    private final Map<String, Set<String>> references = new HashMap<>();

    private final Set<String> used = new HashSet<>();

    public static void main(String[] words) throws IOException {
        var classes = new UnusedClasses();
        for (int i = 1; i < words.length; i++) {
            classes.read(words[i], jarName(words[i]).startsWith(words[0]));
        }
        classes.follow();
        for (int i = 1; i < words.length; i++) {
            classes.print(words[i]);
        }
    }

    private static String jarName(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private void read(String path, boolean ours) throws IOException {
        try (var jar = new JarFile(path, false)) {
            for (var entry : jar.stream().toList()) {
                if (entry.getName().startsWith(SERVICES) && !entry.isDirectory()) {
                    used.addAll(names(text(jar.getInputStream(entry).readAllBytes())));
                } else if (isClass(entry.getName())) {
                    var name = className(entry.getName());
                    var named = references.computeIfAbsent(name, _ -> new HashSet<>());
                    var bytes = jar.getInputStream(entry).readAllBytes();
                    for (PoolEntry constant : ClassFile.of().parse(bytes).constantPool()) {
                        if (constant instanceof Utf8Entry text) {
                            named.addAll(names(text.stringValue()));
                        }
                    }
                    if (ours) {
                        used.add(name);
                    }
                }
            }
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /// All that could be names of classes; descriptors and signatures are texts with names in them.
    private static Set<String> names(String text) {
        var names = new TreeSet<String>();
        var found = NAME.matcher(text);
        while (found.find()) {
            var name = found.group().replace('.', '/');
            names.add(name);
            if (name.startsWith("L")) {
                names.add(name.substring(1));
            }
        }
        return names;
    }

    private void follow() {
        var open = new ArrayDeque<>(used);
        while (!open.isEmpty()) {
            for (var next : references.getOrDefault(open.pop(), Set.of())) {
                if (references.containsKey(next) && used.add(next)) {
                    open.push(next);
                }
            }
        }
    }

    private void print(String path) throws IOException {
        try (var jar = new JarFile(path, false)) {
            jar.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> isClass(name) && !used.contains(className(name)))
                    .forEach(name -> System.out.println(path + "!" + name));
        }
    }

    private static boolean isClass(String entry) {
        return entry.endsWith(".class") && !entry.endsWith("module-info.class");
    }

    private static String className(String entry) {
        var versioned = VERSIONED.matcher(entry);
        var path = versioned.matches() ? versioned.group(1) : entry;
        return path.substring(0, path.length() - ".class".length());
    }
}
