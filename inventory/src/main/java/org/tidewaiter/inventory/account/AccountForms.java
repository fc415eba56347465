package org.tidewaiter.inventory.account;

import java.util.Locale;
import java.util.function.ToLongFunction;
import org.tidewaiter.model.FileAccount;
import org.tidewaiter.model.FileAccount.Share;
import org.tidewaiter.model.json.JsonWriter;

/// The account of an image's files, as every page and document shows it.
public final class AccountForms {
    private AccountForms() {}

    /// For people, in one line without the number of all files.
    public static String line(FileAccount files) {
        return String.format(
                Locale.ROOT,
                "%,d owned by packages, %,d recognised, %,d derived, %,d unexplained (%.2f %% of"
                        + " files, %.2f %% of bytes)",
                files.owned().files(),
                files.recognised().files(),
                files.derived().files(),
                files.unexplained().files(),
                roundedUp(files.unexplainedPercentOfFiles()),
                roundedUp(files.unexplainedPercentOfBytes()));
    }

    /// A member with the counts of files, and in `bytes` of their bytes.
    public static void write(String member, FileAccount files, JsonWriter json) {
        json.beginObject(member);
        writeShares(files, Share::files, files.unexplainedPercentOfFiles(), json);
        json.beginObject("bytes");
        writeShares(files, Share::bytes, files.unexplainedPercentOfBytes(), json);
        json.endObject().endObject();
    }

    private static void writeShares(
            FileAccount files, ToLongFunction<Share> unit, double percent, JsonWriter json) {
        json.field("total", unit.applyAsLong(files.total()))
                .field("owned", unit.applyAsLong(files.owned()))
                .field("recognised", unit.applyAsLong(files.recognised()))
                .field("derived", unit.applyAsLong(files.derived()))
                .field("unexplained", unit.applyAsLong(files.unexplained()))
                .field("unexplainedPercent", roundedUp(percent));
    }

    /// To two digits; never to a 0 that is none.
    private static double roundedUp(double percent) {
        return Math.ceil(percent * 100) / 100;
    }
}
