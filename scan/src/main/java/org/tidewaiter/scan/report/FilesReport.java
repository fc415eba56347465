package org.tidewaiter.scan.report;

import java.io.IOException;
import java.io.OutputStream;
import org.tidewaiter.image.pass.PassOptions.FileHashes;
import org.tidewaiter.inventory.account.FileLedger;

/// A format that is a bill of materials, and has room for the files of the image.
public interface FilesReport extends ReportFormat {
    /// Writes what [#write(ScanReport, ReportStyle, OutputStream)] writes, and every regular file
    /// with its digest and who answers for it.
    ///
    /// @param files of the same image
    void write(ScanReport report, FileLedger files, OutputStream out) throws IOException;

    /// What the format calls a file by.
    FileHashes hashes();
}
