package org.tidewaiter.inventory.golang;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The system and the processor that a program is made for, from the headers of ELF, PE or Mach-O.
final class Target {
    private static final int ELF = 0x7f454c46;
    private static final int MACH_O = 0xfeedface;
    private static final int MACH_O_64 = 0xfeedfacf;
    private static final String UNKNOWN = "";
    private static final int PE_SIGNATURE = 0x00004550;

    /// Of ELF, by the number of its ABI; Linux has none of its own.
    private static final Map<Integer, String> SYSTEMS =
            Map.of(0, "linux", 2, "netbsd", 3, "linux", 9, "freebsd", 12, "openbsd");

    private static final Map<Integer, String> ELF_PROCESSORS =
            Map.of(3, "386", 22, "s390x", 40, "arm", 62, "amd64", 183, "arm64", 243, "riscv64");
    private static final Map<Integer, String> PE_PROCESSORS =
            Map.of(0x14c, "386", 0x1c4, "arm", 0x8664, "amd64", 0xaa64, "arm64");
    private static final Map<Integer, String> MACH_O_PROCESSORS =
            Map.of(7, "386", 0x1000007, "amd64", 12, "arm", 0x100000c, "arm64");

    private Target() {}

    /// @param head of the file
    /// @return in Go's words, `linux/amd64`; a part is empty where it is not known, and all if
    ///   neither is
    static String of(ByteBuffer head) {
        try {
            if (head.getInt(0) == ELF) {
                return ofElf(head);
            }
            if (head.get(0) == 'M' && head.get(1) == 'Z') {
                head.order(ByteOrder.LITTLE_ENDIAN);
                int header = head.getInt(0x3c);
                return head.getInt(header) == PE_SIGNATURE
                        ? target("windows", PE_PROCESSORS.get(half(head, header + 4)))
                        : UNKNOWN;
            }
            head.order(head.get(0) == (byte) 0xfe ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
            int magic = head.getInt(0);
            return magic == MACH_O || magic == MACH_O_64
                    ? target("darwin", MACH_O_PROCESSORS.get(head.getInt(4)))
                    : UNKNOWN;
        } catch (IndexOutOfBoundsException _) {
            return UNKNOWN; // the headers reach beyond what was given
        }
    }

    private static String ofElf(ByteBuffer head) {
        head.order(head.get(5) == 2 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        return target(
                SYSTEMS.getOrDefault((int) head.get(7), ""), ELF_PROCESSORS.get(half(head, 18)));
    }

    private static String target(String system, @Nullable String processor) {
        if (processor == null) {
            return system.isEmpty() ? UNKNOWN : system + "/";
        }
        return system + "/" + processor;
    }

    private static int half(ByteBuffer head, int at) {
        return Short.toUnsignedInt(head.getShort(at));
    }
}
