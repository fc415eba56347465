package org.tidewaiter.inventory.document;

import java.io.IOException;
import java.io.OutputStream;
import org.tidewaiter.image.pass.PassOptions.FileHashes;
import org.tidewaiter.inventory.account.FileLedger;
import org.tidewaiter.model.Inventory;
import org.tidewaiter.model.LayerScope;

/// A form that has room for the files of an image, beside its packages.
public interface FilesFormat extends InventoryFormat {
    /// Writes what [#write(Inventory, LayerScope, OutputStream)] writes, and every regular file
    /// with its digest and who answers for it. Goes through the files several times, and holds at
    /// most their digests, and the names of those that were not read.
    ///
    /// @param files of the same image
    void write(Inventory inventory, LayerScope scope, FileLedger files, OutputStream out)
            throws IOException;

    /// What the form calls a file by; without it, a file has no place there.
    FileHashes hashes();
}
