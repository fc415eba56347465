package org.tidewaiter.checks.clutter;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tidewaiter.checks.document.SourceText;
import org.tidewaiter.checks.shell.Command;
import org.tidewaiter.checks.shell.ShellScript;
import org.tidewaiter.image.manifest.ImageSettings;
import org.tidewaiter.image.merge.MergedTree;
import org.tidewaiter.image.merge.MergedTree.LiveEntry;

/// The programs that a container of the image starts with: an image that is there for `curl` needs
/// it. What programs start by themselves is not known, so that the words of `CMD` after an
/// `ENTRYPOINT` are its arguments and no more.
///
/// Whoever makes the image writes the settings: each name excuses one file, and names are few.
final class StartedPrograms {
    private static final String USUAL_PATH =
            "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
    private static final Set<String> INITS =
            Set.of("tini", "tini-static", "docker-init", "dumb-init", "catatonit");
    private static final String END_OF_OPTIONS = "--";
    private static final String EXEC = "exec";
    private static final int MOST = 10;

    private final MergedTree tree;
    private final List<String> folders;
    private final Set<Content> contents;

    /// Bytes of a file, whatever its names are.
    private record Content(int layer, int file) {
        static Content of(LiveEntry entry) {
            return new Content(entry.contentLayer(), entry.contentFile());
        }
    }

    private StartedPrograms(MergedTree tree, ImageSettings settings) {
        this.tree = tree;
        this.folders =
                List.of(settings.environment().getOrDefault("PATH", USUAL_PATH).split(":", -1));
        this.contents =
                names(settings)
                        .flatMap(this::file)
                        .map(Content::of)
                        .collect(Collectors.toUnmodifiableSet());
    }

    static StartedPrograms of(MergedTree tree, ImageSettings settings) {
        return new StartedPrograms(tree, settings);
    }

    boolean contains(LiveEntry entry) {
        return contents.contains(Content.of(entry));
    }

    private static Stream<String> names(ImageSettings settings) {
        var words =
                withoutInit(
                        Stream.concat(settings.entrypoint().stream(), settings.command().stream())
                                .toList());
        var commands = ShellScript.commands(SourceText.onLine(quoted(words), 1));
        return upToExec(commands).stream()
                .map(command -> command.words().getFirst().text())
                .distinct()
                .limit(MOST);
    }

    private static List<String> withoutInit(List<String> words) {
        if (words.isEmpty() || !INITS.contains(base(words.getFirst()))) {
            return words;
        }
        int end = words.indexOf(END_OF_OPTIONS);
        return words.subList(Math.max(end, 0) + 1, words.size());
    }

    private static String base(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /// A command line of which each word is plain text: no shell reads the settings themselves.
    private static String quoted(List<String> words) {
        return words.stream()
                .map(word -> "'" + word.replace("'", "'\\''") + "'")
                .collect(Collectors.joining(" "));
    }

    /// What a script has after `exec` never runs.
    private static List<Command> upToExec(List<Command> commands) {
        for (int i = 0; i < commands.size(); i++) {
            if (commands.get(i).isUnder(EXEC)) {
                return commands.subList(0, i + 1);
            }
        }
        return commands;
    }

    private Stream<LiveEntry> file(String name) {
        var paths =
                name.contains("/")
                        ? Stream.of(name)
                        : folders.stream().map(folder -> folder + "/" + name);
        return paths.flatMap(path -> tree.target(path).stream()).filter(LiveEntry::isFile).limit(1);
    }
}
