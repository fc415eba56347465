package org.tidewaiter.image.layer;

/// Who may do what with a file.
///
/// @param mode permission bits with set-user-id, set-group-id and sticky bit
/// @param uid 32 bits, as the kernel has them
/// @param gid likewise
public record Attributes(int mode, long uid, long gid) {
    /// A plain file of root.
    public static final Attributes PLAIN = new Attributes(0644, 0, 0);

    private static final int SET_USER_ID = 04000;
    private static final int SET_GROUP_ID = 02000;
    private static final int STICKY = 01000;
    private static final int ANY_EXECUTE = 0111;
    private static final int GROUP_WRITE = 0020;
    private static final int OTHERS_READ = 0004;
    private static final int OTHERS_WRITE = 0002;

    public Attributes {
        mode &= 07777;
        uid &= 0xffff_ffffL;
        gid &= 0xffff_ffffL;
    }

    public boolean isSetUserId() {
        return has(SET_USER_ID);
    }

    public boolean isSetGroupId() {
        return has(SET_GROUP_ID);
    }

    public boolean isSticky() {
        return has(STICKY);
    }

    public boolean isExecutable() {
        return has(ANY_EXECUTE);
    }

    public boolean isGroupWritable() {
        return has(GROUP_WRITE);
    }

    public boolean isReadableByOthers() {
        return has(OTHERS_READ);
    }

    public boolean isWritableByOthers() {
        return has(OTHERS_WRITE);
    }

    private boolean has(int bits) {
        return (mode & bits) != 0;
    }
}
