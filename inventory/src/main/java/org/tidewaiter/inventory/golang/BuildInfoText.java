package org.tidewaiter.inventory.golang;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// The build information of a program, before the lines in it are understood.
///
/// @param version as [GoVersion] writes it; nothing where it lies in a part of the program that was
///   not given
/// @param modules lines for [BuildInfo]; empty if the program was not built from modules
/// @param gaps what is missing, a sentence each
record BuildInfoText(Optional<String> version, String modules, List<String> gaps) {
    static final int HEADER_BYTES = 32;

    /// What stands before the modules, each character one byte.
    static final String START = bytes("3077af0c9274080241e1c107e6d618e6");

    /// What stands after them.
    private static final String END = bytes("f932433186182072008242104116d8f2");

    private static final int POINTER_BYTES = 14;
    private static final int FLAGS = 15;
    private static final int BIG_ENDIAN = 1;
    private static final int INLINE = 2;
    private static final int MAX_LENGTH_BYTES = 5;

    BuildInfoText {
        gaps = List.copyOf(gaps);
    }

    /// Whether the texts follow the header. Otherwise pointers to them stand in it.
    static boolean isInline(byte[] info) {
        return (info[FLAGS] & INLINE) != 0;
    }

    /// The form since Go 1.18: after the header the version and the modules, each after its length.
    ///
    /// @param info from its mark on
    /// @return nothing if it is no build information
    static Optional<BuildInfoText> inline(byte[] info) {
        var texts = ByteBuffer.wrap(info).position(HEADER_BYTES);
        var version = counted(texts).flatMap(GoVersion::semantic);
        if (version.isEmpty()) {
            return Optional.empty();
        }
        var modules = counted(texts);
        return Optional.of(
                new BuildInfoText(
                        version,
                        modules.map(BuildInfoText::unmarked).orElse(""),
                        modules.isPresent()
                                ? List.of()
                                : List.of("the list of modules is cut off")));
    }

    /// The form before Go 1.18: pointers to the version and to the modules.
    ///
    /// @param info from its mark on
    /// @param marked the bytes from [#START] on, wherever that stands in the program
    /// @return nothing if it is no build information
    static Optional<BuildInfoText> pointed(byte[] info, Memory memory, List<byte[]> marked) {
        int wordBytes = info[POINTER_BYTES];
        if (wordBytes != 4 && wordBytes != 8) {
            return Optional.empty();
        }
        var order =
                (info[FLAGS] & BIG_ENDIAN) != 0 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        var pointers = ByteBuffer.wrap(info).position(FLAGS + 1).order(order);
        var version = memory.string(Memory.word(pointers, wordBytes), wordBytes, order);
        if (version.isPresent()) {
            var modules = memory.string(Memory.word(pointers, wordBytes), wordBytes, order);
            return version.flatMap(GoVersion::semantic)
                    .map(semantic ->
                            new BuildInfoText(
                                    Optional.of(semantic),
                                    modules.map(BuildInfoText::unmarked).orElse(""),
                                    List.of()));
        }
        return marked.stream().findFirst().map(BuildInfoText::withoutVersion);
    }

    private static BuildInfoText withoutVersion(byte[] marked) {
        var text = new String(marked, ISO_8859_1);
        int end = text.indexOf(END);
        var modules = end < 0 ? "" : unmarked(text.substring(0, end + END.length()));
        var version = "the program is too large to find the version of Go in it";
        return new BuildInfoText(
                Optional.empty(),
                modules,
                end < 0 ? List.of(version, "the list of modules is cut off") : List.of(version));
    }

    /// @return nothing if the text is cut off
    private static Optional<String> counted(ByteBuffer texts) {
        long length = 0;
        for (int i = 0; i < MAX_LENGTH_BYTES && texts.hasRemaining(); i++) {
            byte seven = texts.get();
            length |= (seven & 0x7fL) << (7 * i);
            if (seven >= 0) {
                if (length > texts.remaining()) {
                    return Optional.empty();
                }
                var bytes = new byte[(int) length];
                texts.get(bytes);
                return Optional.of(new String(bytes, ISO_8859_1));
            }
        }
        return Optional.empty();
    }

    /// @param modules each character one byte
    private static String unmarked(String modules) {
        int end = modules.length() - END.length();
        boolean marked = end > START.length() && modules.charAt(end - 1) == '\n';
        return marked
                ? new String(modules.substring(START.length(), end).getBytes(ISO_8859_1), UTF_8)
                : "";
    }

    private static String bytes(String hex) {
        return new String(HexFormat.of().parseHex(hex), ISO_8859_1);
    }
}
