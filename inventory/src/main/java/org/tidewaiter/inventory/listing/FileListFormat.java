package org.tidewaiter.inventory.listing;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Set;
import org.tidewaiter.inventory.account.FileLedger;
import org.tidewaiter.inventory.account.Standing.State;

/// One form in which the files of an image are listed. Written as the files are judged, so that the
/// memory does not grow with their number.
public interface FileListFormat {
    String name();

    /// @param states only files of these are listed
    /// @param out stays open
    void write(FileLedger ledger, Set<State> states, OutputStream out) throws IOException;
}
