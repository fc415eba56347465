package org.tidewaiter.model;

/// How much of the merged image is explained: every live name of a regular file counts in one of
/// the four shares, a hard link once for each of its names. Links, devices and directories do not
/// count.
///
/// @param owned by a package
/// @param recognised read and understood by a reader, though no package owns them
/// @param derived made, by a named rule, from what a package brought
/// @param unexplained all others
public record FileAccount(Share owned, Share recognised, Share derived, Share unexplained) {
    public static final FileAccount NONE =
            new FileAccount(Share.NONE, Share.NONE, Share.NONE, Share.NONE);

    /// @param bytes of the content of the files
    public record Share(long files, long bytes) {
        public static final Share NONE = new Share(0, 0);

        public Share plus(Share other) {
            return new Share(files + other.files, bytes + other.bytes);
        }
    }

    public Share total() {
        return explained().plus(unexplained);
    }

    public Share explained() {
        return owned.plus(recognised).plus(derived);
    }

    /// @return of all files, 0 to 100; 0 where there is no file
    public double unexplainedPercentOfFiles() {
        return percent(unexplained.files, total().files);
    }

    /// @return of the bytes of all files, 0 to 100; 0 where there is none
    public double unexplainedPercentOfBytes() {
        return percent(unexplained.bytes, total().bytes);
    }

    private static double percent(long part, long whole) {
        return whole == 0 ? 0 : 100.0 * part / whole;
    }
}
