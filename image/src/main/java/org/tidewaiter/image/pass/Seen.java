package org.tidewaiter.image.pass;

import java.util.OptionalInt;
import org.tidewaiter.model.Observation;
import org.tidewaiter.model.Presence;

/// What a reader saw, with where, and with what became of it in the merged image.
///
/// @param reader its name
/// @param path of the file; for content that was claimed by a link to it, the link's
/// @param layer that has the bytes; nothing where the source has no layers
/// @param presence of the file at that path with that content
public record Seen(
        String reader,
        String path,
        OptionalInt layer,
        Presence presence,
        Observation observation) {}
