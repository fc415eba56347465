import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodTransform;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Writes jars anew, in their places: every entry as it is, not compressed, and no signature, nor
/// the providers of Bouncy Castle, a third of it. Classes of libraries are without the names of
/// their variables, which only a debugger asks for; their lines stay. Ours stay as they are: what
/// is cached has the name of the code that made it. The same jar gives the same bytes.
///
/// A folder of such jars packs smaller than one of compressed jars. From a signed jar Java takes no
/// class into an AOT cache, and digests every class that it loads.
///
///     java PlainJars.java [--without FILE] JAR...     FILE with lines JAR!ENTRY
final class PlainJars {
    private static final Pattern SIGNATURE =
            Pattern.compile("META-INF/[^/]*\\.(SF|RSA|DSA|EC)", Pattern.CASE_INSENSITIVE);
    // We ask Bouncy Castle's own classes, and never register it with Java.
    private static final Pattern PROVIDER =
            Pattern.compile("(META-INF/versions/[0-9]+/)?org/bouncycastle/(pqc/)?(jcajce|jce)/provider/.*");
    private static final ClassFile CLASSES =
            ClassFile.of(ClassFile.DebugElementsOption.DROP_DEBUG);
    private static final ClassTransform WITHOUT_VARIABLES =
            ClassTransform.transformingMethods(
                    MethodTransform.transformingCode(CodeTransform.ACCEPT_ALL));
    private static final String OURS = "tidewaiter-";
    private static final LocalDateTime TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

    private PlainJars() {}

    public static void main(String[] words) throws IOException {
        boolean all = !words[0].equals("--without");
        var without = all ? Set.<String>of() : Set.copyOf(Files.readAllLines(Path.of(words[1])));
        for (var jar : List.of(words).subList(all ? 0 : 2, words.length)) {
            var plain = Path.of(jar + ".plain");
            write(Path.of(jar), without, plain);
            Files.move(plain, Path.of(jar), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void write(Path jar, Set<String> without, Path plain) throws IOException {
        try (var from = new JarFile(jar.toFile(), false);
                var to =
                        new ZipOutputStream(
                                new BufferedOutputStream(Files.newOutputStream(plain)))) {
            boolean isOurs = jar.getFileName().toString().startsWith(OURS);
            for (var entry : from.stream().toList()) {
                if (!SIGNATURE.matcher(entry.getName()).matches()
                        && !PROVIDER.matcher(entry.getName()).matches()
                        && !without.contains(jar + "!" + entry.getName())) {
                    var bytes = from.getInputStream(entry).readAllBytes();
                    add(to, entry.getName(), plain(entry.getName(), isOurs, bytes));
                }
            }
        }
    }

    private static byte[] plain(String name, boolean isOurs, byte[] bytes) throws IOException {
        if (name.equals(JarFile.MANIFEST_NAME)) {
            return withoutDigests(bytes);
        }
        return name.endsWith(".class") && !isOurs
                ? CLASSES.transformClass(CLASSES.parse(bytes), WITHOUT_VARIABLES)
                : bytes;
    }

    /// A signature is over the sections of a manifest, of which each has the digest of an entry.
    private static byte[] withoutDigests(byte[] bytes) throws IOException {
        var manifest = new Manifest(new ByteArrayInputStream(bytes));
        if (manifest.getEntries().isEmpty()) {
            return bytes;
        }
        manifest.getEntries().clear();
        var written = new ByteArrayOutputStream();
        manifest.write(written);
        return written.toByteArray();
    }

    private static void add(ZipOutputStream to, String name, byte[] bytes) throws IOException {
        var checksum = new CRC32();
        checksum.update(bytes);
        var entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(bytes.length);
        entry.setCrc(checksum.getValue());
        entry.setTimeLocal(TIME);
        to.putNextEntry(entry);
        to.write(bytes);
        to.closeEntry();
    }
}
