package org.tidewaiter.checks.rule;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.tidewaiter.checks.document.YamlNode;
import org.tidewaiter.model.Severity;

/// Whether what starts an image starts the same one every time: the rules on its tag, which are the
/// same wherever images are named.
///
/// @param <T> the file as the room reads it
/// @param room with which the ids begin
/// @param starter who is to start the same: `everybody`
/// @param images where the file names images that somebody else built
/// @param plain the name that is meant by what is written; nothing where that cannot be told
public record ImageTagRules<T>(
        String room,
        String starter,
        Function<T, Stream<YamlNode>> images,
        Function<String, Optional<String>> plain) {
    private static final String MOVING = "CIS Docker 5.28; NIST SP 800-190 4.2.2";

    public List<Rule<T>> all() {
        return List.of(
                rule(
                        "latest-image",
                        Severity.MEDIUM,
                        "follows the tag latest",
                        ImageName::isLatest,
                        MOVING),
                rule(
                        "untagged-image",
                        Severity.MEDIUM,
                        "has neither tag nor digest",
                        ImageName::isUntagged,
                        MOVING),
                rule(
                        "undigested-image",
                        Severity.NEGLIGIBLE,
                        "is not named by digest",
                        ImageName::isOnlyTagged,
                        "NIST SP 800-190 4.1.5"));
    }

    private Rule<T> rule(
            String name, Severity severity, String title, Predicate<ImageName> is, String guides) {
        return Rule.of(
                room + "/" + name,
                severity,
                "An image " + title,
                "Name a version with its digest, so that %s starts the same.".formatted(starter),
                guides,
                file ->
                        images.apply(file)
                                .filter(image ->
                                        plain.apply(image.words())
                                                .flatMap(ImageName::parse)
                                                .filter(is)
                                                .isPresent())
                                .map(image ->
                                        new Remark(
                                                image.line(),
                                                "%s %s".formatted(image.words(), title))));
    }
}
