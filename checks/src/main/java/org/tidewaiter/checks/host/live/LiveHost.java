package org.tidewaiter.checks.host.live;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.tidewaiter.checks.host.Answer;
import org.tidewaiter.checks.host.CommandOutput;
import org.tidewaiter.checks.host.FileStat;
import org.tidewaiter.checks.host.Host;
import org.tidewaiter.model.json.Json;

/// The machine that this runs on, or a system whose files lie in a folder.
///
/// @param root `/` is this machine; of any other folder only the files speak
/// @param commands what runs programs
/// @param daemon what asks the Docker daemon
public record LiveHost(
        String name, Path root, Instant asked, HostCommands commands, DaemonQuestions daemon)
        implements Host {
    private static final int TYPE_BITS = 0170000;
    private static final int PERMISSION_BITS = 07777;
    private static final int MAX_NAMES = 100_000;
    private static final String NOT_RUNNING = "this is a folder of files and does not run";

    @Override
    public boolean isRunning() {
        return root.getNameCount() == 0;
    }

    @Override
    public Answer<FileStat> stat(String path) {
        return ask(path, true, file -> status(file));
    }

    @Override
    public Answer<FileStat> lstat(String path) {
        return ask(path, false, file -> status(file, LinkOption.NOFOLLOW_LINKS));
    }

    @Override
    public Answer<String> text(String path) {
        return ask(path, true, LiveHost::text);
    }

    @Override
    public Answer<List<String>> names(String path) {
        return ask(path, true, LiveHost::names);
    }

    @Override
    public Answer<Json> engine(String path) {
        return isRunning() ? daemon.ask(path) : Answer.unknown(NOT_RUNNING);
    }

    @Override
    public Answer<CommandOutput> command(List<String> words) {
        return isRunning() ? commands.run(words) : Answer.unknown(NOT_RUNNING);
    }

    @FunctionalInterface
    private interface Question<T> {
        Answer<T> ask(Path file) throws IOException;
    }

    private <T> Answer<T> ask(String path, boolean follow, Question<T> question) {
        boolean isOfKernel = path.startsWith("/proc/") || path.startsWith("/sys/");
        if (isOfKernel && !isRunning()) {
            return Answer.unknown(NOT_RUNNING);
        }
        try {
            return question.ask(
                    isRunning() ? Path.of(path) : new RootedPath(root).resolve(path, follow));
        } catch (NoSuchFileException | NotDirectoryException _) {
            return Answer.absent();
        } catch (AccessDeniedException _) {
            return Answer.unknown("permission denied");
        } catch (FileSystemLoopException _) {
            return Answer.unknown("too many symbolic links");
        } catch (FileSystemException e) {
            return refused(Objects.requireNonNullElse(e.getReason(), "it cannot be read"));
        } catch (IOException e) {
            return refused(Objects.requireNonNullElse(e.getMessage(), "it cannot be read"));
        } catch (InvalidPathException _) {
            return Answer.absent();
        }
    }

    private static <T> Answer<T> refused(String reason) {
        boolean isGone = reason.contains("Not a directory") || reason.contains("No such process");
        return isGone ? Answer.absent() : Answer.unknown(reason);
    }

    private static Answer<FileStat> status(Path file, LinkOption... options) throws IOException {
        var attributes = Files.readAttributes(file, "unix:mode,uid,gid,dev,size", options);
        int mode = (int) number(attributes, "mode");
        var type = type(mode);
        return Answer.known(
                new FileStat(
                        type,
                        mode & PERMISSION_BITS,
                        number(attributes, "uid") & 0xffff_ffffL,
                        number(attributes, "gid") & 0xffff_ffffL,
                        number(attributes, "dev"),
                        number(attributes, "size"),
                        type == FileStat.Type.LINK
                                ? Optional.of(Files.readSymbolicLink(file).toString())
                                : Optional.empty()));
    }

    private static long number(Map<String, Object> attributes, String name) {
        return ((Number) Objects.requireNonNull(attributes.get(name))).longValue();
    }

    /// @see "inode(7), the file type and mode"
    private static FileStat.Type type(int mode) {
        return switch (mode & TYPE_BITS) {
            case 0040000 -> FileStat.Type.DIRECTORY;
            case 0100000 -> FileStat.Type.FILE;
            case 0120000 -> FileStat.Type.LINK;
            case 0140000 -> FileStat.Type.SOCKET;
            default -> FileStat.Type.OTHER;
        };
    }

    /// Nothing but a regular file is opened: a pipe would never answer.
    private static Answer<String> text(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return Files.exists(file) ? Answer.unknown("it is no regular file") : stillThere(file);
        }
        try (var in = Files.newInputStream(file)) {
            var bytes = in.readNBytes(MAX_TEXT_BYTES + 1);
            return bytes.length > MAX_TEXT_BYTES
                    ? Answer.unknown("it has more than %d bytes".formatted(MAX_TEXT_BYTES))
                    : Answer.known(new String(bytes, StandardCharsets.UTF_8));
        }
    }

    /// Throws what tells an absent file from one that may not be seen.
    private static Answer<String> stillThere(Path file) throws IOException {
        Files.readAttributes(file, "unix:mode");
        return Answer.absent();
    }

    private static Answer<List<String>> names(Path folder) throws IOException {
        var names = new ArrayList<String>();
        try (var children = Files.newDirectoryStream(folder)) {
            for (var child : children) {
                if (names.size() == MAX_NAMES) {
                    return Answer.unknown("it has more than %d names".formatted(MAX_NAMES));
                }
                names.add(String.valueOf(child.getFileName()));
            }
        }
        names.sort(null);
        return Answer.known(List.copyOf(names));
    }
}
