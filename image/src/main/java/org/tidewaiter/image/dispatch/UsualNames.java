package org.tidewaiter.image.dispatch;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.tidewaiter.image.reader.Claims.Bytes;
import org.tidewaiter.image.tar.Entry;

/// Tells which files may begin with bytes that readers claim, where the bytes themselves would have
/// to be fetched first. Immutable.
///
/// @param names patterns of those that need no permission to be executed; nothing where any file
///   may begin so
public record UsualNames(Optional<PathTrie> names, boolean executables) {
    private static final int ANY_EXECUTE = 0111;

    /// @param executables those that may be executed usually begin so
    private record Usual(boolean executables, List<String> names) {}

    private static final Usual MACH_O =
            new Usual(true, List.of("**/*.dylib", "**/*.so", "**/*.node", "**/*.bundle", "**/*.o"));

    private static final Map<Bytes, Usual> BY_MAGIC =
            Map.of(
                    Bytes.of(0x7f, 'E', 'L', 'F'),
                    new Usual(
                            true,
                            List.of(
                                    "**/*.so",
                                    "**/*.so.*",
                                    "**/*.node",
                                    "**/*.o",
                                    "**/*.ko",
                                    "**/*.debug",
                                    "**/*.elf")),
                    Bytes.of('M', 'Z'),
                    new Usual(
                            true,
                            List.of(
                                    "**/*.dll",
                                    "**/*.exe",
                                    "**/*.sys",
                                    "**/*.ocx",
                                    "**/*.pyd",
                                    "**/*.node",
                                    "**/*.mui",
                                    "**/*.efi",
                                    "**/*.winmd",
                                    "**/*.scr",
                                    "**/*.cpl",
                                    "**/*.drv",
                                    "**/*.ax",
                                    "**/*.com")),
                    Bytes.of(0xfe, 0xed, 0xfa, 0xce),
                    MACH_O,
                    Bytes.of(0xfe, 0xed, 0xfa, 0xcf),
                    MACH_O,
                    Bytes.of(0xce, 0xfa, 0xed, 0xfe),
                    MACH_O,
                    Bytes.of(0xcf, 0xfa, 0xed, 0xfe),
                    MACH_O,
                    // the modules of a Java runtime
                    Bytes.of(0xca, 0xfe, 0xda, 0xda),
                    new Usual(false, List.of("**/lib/modules")),
                    Bytes.of(0xda, 0xda, 0xfe, 0xca),
                    new Usual(false, List.of("**/lib/modules")),
                    Bytes.ofText("GGUF"),
                    new Usual(
                            false,
                            List.of("**/*.gguf", "**/blobs/sha256-*", "**/models--*/blobs/*")));

    /// @param magics all that are claimed
    public static UsualNames of(Collection<Bytes> magics) {
        var names = new ArrayList<String>();
        boolean executables = false;
        for (var magic : magics) {
            var usual = BY_MAGIC.get(magic);
            if (usual == null) {
                return new UsualNames(Optional.empty(), true);
            }
            names.addAll(usual.names);
            executables |= usual.executables;
        }
        return new UsualNames(Optional.of(PathTrie.of(List.of(names))), executables);
    }

    public boolean match(Entry entry) {
        return names.isEmpty()
                || (executables && (entry.mode() & ANY_EXECUTE) != 0)
                || !names.get().match(entry.path().toLowerCase(Locale.ROOT)).isEmpty();
    }
}
