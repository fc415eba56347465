package org.tidewaiter.checks.clutter;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tidewaiter.image.manifest.ImageSettings;
import org.tidewaiter.image.merge.MergedTree;
import org.tidewaiter.image.merge.MergedTree.LiveEntry;

/// The programs that a container of the image starts with: an image that is there for `curl` needs
/// it.
final class StartedPrograms {
    private static final String USUAL_PATH =
            "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
    private static final String COMMAND = "-c";
    private static final int MOST_WORDS = 100;

    private final MergedTree tree;
    private final List<String> folders;

    private StartedPrograms(MergedTree tree, String path) {
        this.tree = tree;
        this.folders = List.of(path.split(":", -1));
    }

    /// The rows of the table that have one of them. A shell is none, whoever starts it: the program
    /// itself can be started.
    static Set<Integer> rows(MergedTree tree, ImageSettings settings) {
        var programs =
                new StartedPrograms(tree, settings.environment().getOrDefault("PATH", USUAL_PATH));
        return Stream.of(settings.entrypoint(), settings.command())
                .flatMap(StartedPrograms::names)
                .flatMap(programs::found)
                .filter(LiveEntry::isFile)
                .map(program -> ClutterTable.match(program.path()))
                .filter(row -> row != ClutterTable.NO_ROW)
                .filter(row -> ClutterTable.row(row).kind() != ClutterKind.SHELL)
                .collect(Collectors.toSet());
    }

    /// The first word, and those of a script that is given to a shell.
    private static Stream<String> names(List<String> words) {
        var names = new ArrayList<String>();
        words.stream().findFirst().ifPresent(names::add);
        if (words.size() > 2 && words.get(1).equals(COMMAND)) {
            names.addAll(List.of(words.get(2).split("[\\s;&|()]++", MOST_WORDS)));
        }
        return names.stream().filter(name -> !name.isEmpty());
    }

    private Stream<LiveEntry> found(String name) {
        return name.contains("/")
                ? tree.target(name).stream()
                : folders.stream().flatMap(folder -> tree.target(folder + "/" + name).stream());
    }
}
