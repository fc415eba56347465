package org.tidewaiter.cli;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/// The jars that the program was started from, and whether they are still those that an AOT cache
/// was made of.
///
/// Java 25 does not ask: from a cache it runs the classes that the jars had when the cache was
/// made. So the fingerprint of those jars is in the name of the cache, and this class, itself from
/// the cache, compares it with the jars that are there. It must not use a class of ours or of a
/// library, since the jars that it looks at may be others.
///
/// @see "JDK-8377932"
final class OwnJars {
    /// The start script says here which jars the cache that it gives to Java was made of.
    private static final String FINGERPRINT = "org.tidewaiter.jars";

    private static final int END_BYTES = 22;
    private static final int END_SIGNATURE = 0x06054b50;

    private OwnJars() {}

    /// Prints the fingerprint of the jars beside the one that is the class path.
    public static void main(String[] none) throws IOException {
        System.out.println(fingerprint(classPath().getParentFile()));
    }

    /// @return null where the program was not started from its jars
    static @Nullable String fingerprint() throws IOException {
        var jar = classPath();
        return jar.isFile() ? fingerprint(jar.getParentFile()) : null;
    }

    /// The program of the jars that are there, where a cache of others is in use.
    ///
    /// @param fingerprint of those that are there
    /// @return the class to run in place of the one of the same name; null if all is well
    static @Nullable Class<?> replaced(String mainClass, @Nullable String fingerprint)
            throws IOException, ClassNotFoundException {
        var expected = System.clearProperty(FINGERPRINT);
        if (expected == null || expected.equals(fingerprint)) {
            return null;
        }
        // What another loader than Java's own defines never comes from the cache
        var urls = new URL[] {classPath().toURI().toURL()};
        var loader = new URLClassLoader("replaced", urls, ClassLoader.getPlatformClassLoader());
        Thread.currentThread().setContextClassLoader(loader);
        return Class.forName(mainClass, true, loader);
    }

    /// What a person is told where jars of ours are missing or cannot be read; none of their
    /// classes can say it.
    static String damaged(Throwable why) {
        return "error[program-damaged]: a part of Tidewaiter is missing or cannot be read (%s)%n"
                        .formatted(why.getMessage())
                + "  mend: unpack the archive again, or in a checkout delete cli/target/dist";
    }

    static Path folder() {
        return classPath().toPath().resolveSibling("");
    }

    /// One jar, which names the others in its manifest.
    private static File classPath() {
        return new File(System.getProperty("java.class.path")).getAbsoluteFile();
    }

    /// Over names, sizes and directories of all jars in a folder: the directory of a jar has the
    /// CRC-32 of every entry.
    ///
    /// @return hexadecimal digits
    static String fingerprint(File folder) throws IOException {
        var names = folder.list();
        if (names == null) {
            throw new IOException("the folder of our jars cannot be read: " + folder);
        }
        Arrays.sort(names);
        long sum = 0;
        for (var name : names) {
            if (name.endsWith(".jar")) {
                sum = 31 * (31 * sum + name.hashCode()) + directory(new File(folder, name));
            }
        }
        return Long.toHexString(sum);
    }

    private static long directory(File jar) throws IOException {
        try (var file = new RandomAccessFile(jar, "r")) {
            long length = file.length();
            var end = new byte[(int) Math.min(length, END_BYTES)];
            file.seek(length - end.length);
            file.readFully(end);
            var checksum = new CRC32();
            checksum.update(end);
            // Where there is no directory, as there is none before a comment, all bytes count
            boolean found = end.length == END_BYTES && number(end, 0) == END_SIGNATURE;
            long start = found ? number(end, 16) & 0xffff_ffffL : 0;
            long size = found ? number(end, 12) & 0xffff_ffffL : length;
            file.seek(start);
            var bytes = new byte[(int) Math.min(size, length)];
            file.readFully(bytes);
            checksum.update(bytes);
            return (length << 32) ^ checksum.getValue();
        }
    }

    /// Of four bytes, the lowest first.
    private static int number(byte[] bytes, int at) {
        return (bytes[at] & 0xff)
                | (bytes[at + 1] & 0xff) << 8
                | (bytes[at + 2] & 0xff) << 16
                | (bytes[at + 3] & 0xff) << 24;
    }
}
