package org.tidewaiter.inventory.executable;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/// What the headers of a PE file, a program or library of Windows, say.
///
/// @param isManaged whether it is an assembly of .NET
/// @param resourcesStart offset in the file of the section that holds the resources; 0 if there is
///   none
/// @param resourcesEnd after the last byte of that section
/// @see "Microsoft PE format"
public record PortableExecutable(boolean isManaged, long resourcesStart, long resourcesEnd) {
    private static final int SIGNATURE = 0x00004550;
    private static final int WIDE = 0x20b;
    private static final int RESOURCES = 2;
    private static final int RUNTIME_OF_DOTNET = 14;

    /// @param head the file's first bytes, with all its headers
    /// @return nothing if it is no such file, or its headers lead out of these bytes
    public static Optional<PortableExecutable> of(byte[] head) {
        try {
            var file = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN);
            int header = file.getInt(0x3c);
            return file.getInt(header) == SIGNATURE
                    ? Optional.of(read(file, header + 4))
                    : Optional.empty();
        } catch (IndexOutOfBoundsException _) {
            return Optional.empty();
        }
    }

    private static PortableExecutable read(ByteBuffer file, int header) {
        int optional = header + 20;
        int sections = optional + half(file, header + 16);
        int directories = optional + (half(file, optional) == WIDE ? 112 : 96);
        long count = word(file, directories - 4);
        boolean isManaged =
                count > RUNTIME_OF_DOTNET && address(file, directories, RUNTIME_OF_DOTNET) != 0;
        long resources = count > RESOURCES ? address(file, directories, RESOURCES) : 0;
        for (int i = 0; i < half(file, header + 2); i++) {
            int at = sections + i * 40;
            long start = word(file, at + 12);
            if (resources >= start && resources < start + word(file, at + 8)) {
                long offset = word(file, at + 20);
                return new PortableExecutable(isManaged, offset, offset + word(file, at + 16));
            }
        }
        return new PortableExecutable(isManaged, 0, 0);
    }

    /// Whether these bytes of the file are in the section of its own resources, and not of another
    /// file that it has inside.
    public boolean hasResourcesAt(long offset) {
        return offset >= resourcesStart && offset < resourcesEnd;
    }

    private static long address(ByteBuffer file, int directories, int index) {
        return word(file, directories + index * 8);
    }

    private static long word(ByteBuffer file, int at) {
        return Integer.toUnsignedLong(file.getInt(at));
    }

    private static int half(ByteBuffer file, int at) {
        return Short.toUnsignedInt(file.getShort(at));
    }
}
