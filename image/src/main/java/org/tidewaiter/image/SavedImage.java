package org.tidewaiter.image;

import java.io.IOException;
import java.io.InputStream;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.ProblemException;

/// An image that its source gives only whole: in an archive where the layers and the configuration
/// come in any order, under names that need not say which is which. So a layer is known by the
/// diffID that it turns out to have.
public interface SavedImage extends Image {
    /// By which the source knows it.
    Digest id();

    /// The archive, not verified: a tar, to be closed. To be called seldom, since the source may
    /// have to write the whole image before it gives the first byte.
    InputStream openSaved() throws ProblemException, IOException;

    /// Shows it a document of the archive that may be its configuration. If it is, [#config()] is
    /// no longer empty, and [#source()] has what it says of the layers.
    ///
    /// @return whether this is certainly the configuration, so that no other need be shown
    boolean describe(byte[] document);
}
