package org.tidewaiter.checks.rule;

import java.util.Optional;
import org.tidewaiter.model.ImageReference;

/// The name of an image as somebody wrote it, without what Docker would add to it.
///
/// @param name without tag and digest
/// @param tag empty where none is written
/// @param hasDigest whether it names the content itself
public record ImageName(String name, String tag, boolean hasDigest) {

    /// @return nothing if the text is no name of an image
    public static Optional<ImageName> parse(String text) {
        if (ImageReference.parse(text).isEmpty()) {
            return Optional.empty();
        }
        int at = text.indexOf('@');
        var rest = at < 0 ? text : text.substring(0, at);
        int colon = rest.lastIndexOf(':');
        boolean hasTag = colon > rest.lastIndexOf('/');
        return Optional.of(
                new ImageName(
                        hasTag ? rest.substring(0, colon) : rest,
                        hasTag ? rest.substring(colon + 1) : "",
                        at >= 0));
    }

    /// It follows whatever is pushed next.
    public boolean isLatest() {
        return !hasDigest && tag.equals("latest");
    }

    public boolean isUntagged() {
        return !hasDigest && tag.isEmpty();
    }

    /// It has a tag of its own, which can be moved.
    public boolean isOnlyTagged() {
        return !hasDigest && !tag.isEmpty() && !isLatest();
    }
}
