package org.tidewaiter.checks.dockerfile;

import java.util.List;
import java.util.Optional;
import org.tidewaiter.checks.rule.ImageName;

/// What starts at one `FROM`.
///
/// @param index from 0
/// @param name lower case; empty for a stage without one
/// @param base what it builds on: an image as far as it is known, with build arguments replaced
/// @param parent the earlier stage that it builds on instead of an image
/// @param instructions without the `FROM` itself
/// @param undefined variables of the `FROM` that nobody declared
record Stage(
        int index,
        String name,
        Instruction from,
        Optional<String> base,
        Optional<Stage> parent,
        List<Instruction> instructions,
        List<String> undefined) {
    Stage {
        instructions = List.copyOf(instructions);
        undefined = List.copyOf(undefined);
    }

    /// Instructions that do something in this build.
    List<Instruction> done() {
        return instructions.stream().filter(instruction -> !instruction.onBuild()).toList();
    }

    List<Instruction> all(String... keywords) {
        return done().stream().filter(instruction -> instruction.is(keywords)).toList();
    }

    Optional<Instruction> last(String keyword) {
        var all = all(keyword);
        return all.isEmpty() ? Optional.empty() : Optional.of(all.getLast());
    }

    boolean isScratch() {
        return parent.isEmpty() && base.filter("scratch"::equals).isPresent();
    }

    /// The image that the stage and those before it come from.
    Optional<ImageName> image() {
        var stage = this;
        while (stage.parent.isPresent()) {
            stage = stage.parent.get();
        }
        return stage.base.flatMap(ImageName::parse);
    }
}
