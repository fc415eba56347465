package org.tidewaiter.image.tar;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// What a program may do beyond its user, as the extended attribute `security.capability` of its
/// file grants it.
///
/// @param permitted bit n for the capability with that number, as for `inheritable`
/// @param effective the permitted ones are in force from the start, without the program's asking
/// @param rootUid of the user namespace that they hold in; 0 for all
/// @see "Linux, include/uapi/linux/capability.h, struct vfs_ns_cap_data; capabilities(7)"
public record FileCapabilities(long permitted, long inheritable, boolean effective, long rootUid) {
    /// By number.
    public static final List<String> NAMES =
            List.of(
                    "chown",
                    "dac_override",
                    "dac_read_search",
                    "fowner",
                    "fsetid",
                    "kill",
                    "setgid",
                    "setuid",
                    "setpcap",
                    "linux_immutable",
                    "net_bind_service",
                    "net_broadcast",
                    "net_admin",
                    "net_raw",
                    "ipc_lock",
                    "ipc_owner",
                    "sys_module",
                    "sys_rawio",
                    "sys_chroot",
                    "sys_ptrace",
                    "sys_pacct",
                    "sys_admin",
                    "sys_boot",
                    "sys_nice",
                    "sys_resource",
                    "sys_time",
                    "sys_tty_config",
                    "mknod",
                    "lease",
                    "audit_write",
                    "audit_control",
                    "setfcap",
                    "mac_override",
                    "mac_admin",
                    "syslog",
                    "wake_alarm",
                    "block_suspend",
                    "audit_read",
                    "perfmon",
                    "bpf",
                    "checkpoint_restore");

    private static final int EFFECTIVE = 1;

    /// @param attribute as the kernel stores it
    /// @return nothing where it is in no form that the kernel knows
    public static Optional<FileCapabilities> parse(byte[] attribute) {
        if (attribute.length < Integer.BYTES) {
            return Optional.empty();
        }
        var in = ByteBuffer.wrap(attribute).order(ByteOrder.LITTLE_ENDIAN);
        int magic = in.getInt();
        int revision = magic >>> 24;
        int words = revision == 1 ? 1 : 2;
        int length = Integer.BYTES * (1 + 2 * words + (revision == 3 ? 1 : 0));
        if (revision < 1 || revision > 3 || attribute.length != length) {
            return Optional.empty();
        }
        long permitted = word(in);
        long inheritable = word(in);
        if (words == 2) {
            permitted |= word(in) << 32;
            inheritable |= word(in) << 32;
        }
        boolean effective = (magic & EFFECTIVE) != 0;
        long rootUid = revision == 3 ? word(in) : 0;
        return Optional.of(new FileCapabilities(permitted, inheritable, effective, rootUid));
    }

    private static long word(ByteBuffer in) {
        return in.getInt() & 0xffff_ffffL;
    }

    /// The permitted ones as `setcap` calls them, by number; one that has no name yet is its
    /// number.
    public List<String> permittedNames() {
        return IntStream.range(0, Long.SIZE)
                .filter(bit -> (permitted >>> bit & 1) != 0)
                .mapToObj(bit -> bit < NAMES.size() ? "cap_" + NAMES.get(bit) : "" + bit)
                .toList();
    }
}
