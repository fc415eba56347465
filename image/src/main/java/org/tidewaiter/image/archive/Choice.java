package org.tidewaiter.image.archive;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.tidewaiter.model.ImageReference;
import org.tidewaiter.model.ProblemException;

/// One of the images of an archive, by what a user may call it.
///
/// @param id by which it is known where it has no tag; also a selector
/// @param tags with their repositories, `app:1`
/// @param listed the image as the archive lists it
record Choice<T>(String id, List<String> tags, T listed) {
    private static final int MAX_NAMES = 20;

    Choice {
        tags = List.copyOf(tags);
    }

    /// @param selector a tag, a full reference, or an id; without one there must be one image only
    /// @param archive as the user named it
    /// @throws ProblemException `image-not-found`, `image-name-ambiguous`
    static <T> T only(List<Choice<T>> all, Optional<String> selector, String archive)
            throws ProblemException {
        var fitting =
                all.stream()
                        .filter(one -> selector.isEmpty() || one.isNamed(selector.get()))
                        .toList();
        if (fitting.size() == 1) {
            return fitting.getFirst().listed();
        }
        throw fitting.isEmpty()
                ? new ProblemException(
                        "image-not-found",
                        "%s has no image%s"
                                .formatted(archive, selector.map(it -> " '" + it + "'").orElse("")),
                        all.isEmpty() ? "write an image to it" : "name one of: " + names(all))
                : new ProblemException(
                        "image-name-ambiguous",
                        "%s has several images".formatted(archive),
                        "append ':' and a tag, one of: " + names(all));
    }

    private boolean isNamed(String selector) {
        var reference = ImageReference.parse(selector);
        return id.equals(selector)
                || tags.stream()
                        .anyMatch(tag ->
                                tag.endsWith(":" + selector)
                                        || (reference.isPresent()
                                                && ImageReference.parse(tag).equals(reference)));
    }

    private static <T> String names(List<Choice<T>> all) {
        return all.stream()
                .limit(MAX_NAMES)
                .map(one -> one.tags.isEmpty() ? one.id : String.join(", ", one.tags))
                .collect(Collectors.joining(", "));
    }
}
