package org.tidewaiter.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tidewaiter.image.cache.Answer;
import org.tidewaiter.image.cache.AnswerCache;
import org.tidewaiter.image.cache.PackedOutput;
import org.tidewaiter.image.consulted.ConsultedFiles;
import org.tidewaiter.image.consulted.ConsultedFiles.Step;
import org.tidewaiter.image.consulted.FileState;
import org.tidewaiter.model.ProblemException;

/// The answer of one run: the one that was kept of a run before, or the one that is to be kept.
///
/// An answer is what went to standard output, and the exit code. It is kept by the question
/// ([Question]) together with the state of every file that was consulted, and is given again while
/// all of them are as they were. Of a run that had more to say, or asked more than files, none is
/// kept.
final class KeptAnswer {
    private static final List<String> COMMANDS =
            List.of("scan", "image", "fs", "inventory", "sbom");

    private final Optional<Question> question;
    private final InstantSource clock;
    private final ConsultedFiles consulted = new ConsultedFiles();
    private Optional<Draft> draft = Optional.empty();
    private boolean isWhole;

    private KeptAnswer(Optional<Question> question, InstantSource clock) {
        this.question = question;
        this.clock = clock;
    }

    /// What is printed from now on is to be kept.
    private record Draft(
            AnswerCache cache, List<FileState> files, int status, PackedOutput printed) {}

    /// For what is never kept.
    static KeptAnswer none() {
        return new KeptAnswer(Optional.empty(), InstantSource.system());
    }

    /// @param program not known where it was not started from its jars; nothing is kept then, since
    ///   another program could not be told from it
    static KeptAnswer to(
            Optional<Installation> program,
            String[] words,
            Terminal terminal,
            Map<String, String> environment,
            InstantSource clock) {
        var command = Arrays.stream(words).filter(word -> !word.startsWith("-")).findFirst();
        return new KeptAnswer(
                command.filter(COMMANDS::contains).isEmpty()
                        ? Optional.empty()
                        : program.map(one ->
                                Question.of(one, words, terminal, environment, clock.instant())),
                clock);
    }

    /// An answer to the same question that is still right.
    ///
    /// @param words in which the folder is looked for where the answer may be; an answer to other
    ///   words is in none
    Optional<Answer> known(String[] words, Map<String, String> environment) {
        try {
            if (question.isEmpty()) {
                return Optional.empty();
            }
            var places = Places.of(cacheFolder(words, environment), environment);
            return places.isNowhere()
                    ? Optional.empty()
                    : AnswerCache.in(places.layers(), 0, clock)
                            .find(question.get().digest())
                            .filter(Answer::isStillRight);
        } catch (ProblemException | RuntimeException | OutOfMemoryError _) {
            return Optional.empty(); // a shortcut that is closed
        }
    }

    /// As the flag says, without reading the others.
    private static Optional<Path> cacheFolder(String[] words, Map<String, String> environment) {
        var flag = "--cache-dir";
        for (int i = 0; i < words.length; i++) {
            if (words[i].startsWith(flag + "=")) {
                return Optional.of(Path.of(words[i].substring(flag.length() + 1)));
            }
            if (words[i].equals(flag) && i + 1 < words.length) {
                return Optional.of(Path.of(words[i + 1]));
            }
        }
        return Optional.of(environment.getOrDefault("TIDEWAITER_CACHE_DIR", ""))
                .filter(folder -> !folder.isEmpty())
                .map(Path::of);
    }

    /// Whoever looks at a file tells it here.
    ConsultedFiles consulted() {
        return consulted;
    }

    /// What is printed from now on until [#confirm], and nothing else, is the answer, and all files
    /// that it depends on have been told.
    ///
    /// @param status that the program will end with
    /// @param asked the steps that were taken
    void begin(AnswerCache cache, int status, Set<Step> asked, StandardOutput out) {
        if (question.isPresent() && question.get().isOf(clock.instant())) {
            consulted
                    .states(question.get().asked(), asked)
                    .ifPresent(files -> {
                        var printed = new PackedOutput();
                        draft = Optional.of(new Draft(cache, files, status, printed));
                        out.copyTo(printed);
                    });
        }
    }

    /// All that is the answer was printed.
    void confirm() {
        isWhole = true;
    }

    /// What was printed is no answer.
    void drop() {
        draft.ifPresent(one -> one.printed.close());
        draft = Optional.empty();
    }

    /// Keeps the answer, if all of it was printed. One that cannot be kept is worked out again next
    /// time.
    ///
    /// @param status that the program ends with
    void end(int status, StandardOutput out) {
        try {
            out.stopCopying();
            if (isWhole
                    && draft.isPresent()
                    && draft.get().status == status
                    && out.failure().isEmpty()) {
                keep(draft.get());
            }
        } catch (IOException | RuntimeException | OutOfMemoryError _) {
            // what was asked for is printed, and that is enough
        } finally {
            drop();
        }
    }

    private void keep(Draft done) throws IOException {
        var printed = done.printed.packed();
        if (printed.isPresent()) {
            done.cache.keep(
                    question.orElseThrow().digest(),
                    new Answer(done.files, done.status, printed.get()));
        }
    }
}
