package org.tidewaiter.checks.dockerfile;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.tidewaiter.checks.rule.Remark;
import org.tidewaiter.checks.rule.Rule;
import org.tidewaiter.checks.shell.ShellHabits;
import org.tidewaiter.checks.shell.Word;
import org.tidewaiter.model.Severity;

/// What `COPY` and `ADD` bring into the image.
final class CopyRules {
    static final List<Rule<Dockerfile>> ALL =
            List.of(
                    Rule.of(
                            "dockerfile/add-remote",
                            Severity.MEDIUM,
                            "ADD fetches an address without a checksum",
                            "Give ADD --checksum=sha256:…, so that what comes is what was looked at.",
                            "CIS Docker 4.9, 4.11; NIST SP 800-190 4.1.5",
                            CopyRules::remote),
                    Rule.of(
                            "dockerfile/add-instead-of-copy",
                            Severity.LOW,
                            "ADD is used where COPY does the same",
                            "Use COPY, which neither fetches nor unpacks anything.",
                            "CIS Docker 4.9; hadolint DL3020; Trivy DS-0005",
                            CopyRules::addInsteadOfCopy),
                    Rule.of(
                            "dockerfile/copy-sensitive",
                            Severity.MEDIUM,
                            "A file that usually holds credentials is copied into the image",
                            "Mount it with RUN --mount=type=secret where it is needed, and name it in .dockerignore.",
                            "CIS Docker 4.10; NIST SP 800-190 4.1.4",
                            CopyRules::sensitive),
                    Rule.of(
                            "dockerfile/whole-context",
                            Severity.LOW,
                            "The whole build context is copied into the image",
                            "Copy what is needed by name, or only into a stage that is not shipped.",
                            "CIS Docker 4.10; NIST SP 800-190 4.1.4",
                            CopyRules::wholeContext),
                    Rule.of(
                            "dockerfile/world-writable-copy",
                            Severity.MEDIUM,
                            "Files are copied so that every user may change them",
                            "Use a mode without the right to write for others, such as 755 or 644.",
                            "NIST SP 800-190 4.1.2",
                            CopyRules::worldWritableCopy));

    private static final List<String> ARCHIVES =
            List.of(
                    ".tar",
                    ".tar.gz",
                    ".tgz",
                    ".tar.xz",
                    ".txz",
                    ".tar.bz2",
                    ".tbz2",
                    ".tbz",
                    ".tar.zst",
                    ".tar.lzma");
    private static final Set<String> SENSITIVE =
            Set.of(
                    ".git",
                    ".ssh",
                    ".env",
                    "id_rsa",
                    "id_dsa",
                    "id_ecdsa",
                    "id_ed25519",
                    ".aws",
                    ".azure",
                    ".gcloud",
                    ".kube",
                    "kubeconfig",
                    ".netrc",
                    ".npmrc",
                    ".pypirc",
                    ".git-credentials",
                    ".dockercfg",
                    ".docker",
                    ".pgpass",
                    ".htpasswd",
                    "credentials.json",
                    ".vault-token",
                    ".gnupg");
    private static final Set<String> HARMLESS_ENV =
            Set.of(".env.example", ".env.sample", ".env.template", ".env.dist", ".env.schema");

    private CopyRules() {}

    private static Stream<Remark> addInsteadOfCopy(Dockerfile file) {
        return all(file, "ADD")
                .filter(CopyRules::couldBeCopy)
                .map(add ->
                        new Remark(add.firstLine(), "ADD of plain files")
                                .with(file.lines().replace(add.firstLine(), "ADD ", "COPY ")));
    }

    private static Stream<Remark> wholeContext(Dockerfile file) {
        return shipped(file)
                .filter(copy -> copy.flag("from").isEmpty())
                .filter(copy ->
                        sources(copy).stream()
                                .anyMatch(source ->
                                        Set.of(".", "./", "/", "*", "./*").contains(source.text())))
                .map(copy ->
                        new Remark(
                                copy.firstLine(),
                                "whatever lies beside the Dockerfile is copied, also what nobody thought of"));
    }

    private static Stream<Remark> worldWritableCopy(Dockerfile file) {
        return all(file, "COPY", "ADD")
                .flatMap(copy -> copy.flag("chmod").stream())
                .filter(flag -> ShellHabits.isWorldWritable(flag.value()))
                .map(flag ->
                        new Remark(
                                        flag.line(),
                                        "--chmod=%s lets every user write".formatted(flag.value()))
                                .with(
                                        file.lines()
                                                .replace(
                                                        flag.line(),
                                                        "--chmod=" + flag.value(),
                                                        "--chmod=755")));
    }

    private static Stream<Instruction> all(Dockerfile file, String... keywords) {
        return file.stages().stream()
                .flatMap(stage -> stage.instructions().stream())
                .filter(instruction -> instruction.is(keywords));
    }

    private static Stream<Instruction> shipped(Dockerfile file) {
        return file.shipped().stream().flatMap(stage -> stage.all("COPY", "ADD").stream());
    }

    /// Without the destination, and without heredocs.
    private static List<Word> sources(Instruction copy) {
        var exec = copy.exec();
        if (exec.isPresent()) {
            var words = exec.get();
            return words.stream()
                    .limit(Math.max(0, words.size() - 1))
                    .map(word -> new Word(word, false, copy.firstLine()))
                    .toList();
        }
        var words = copy.words();
        return words.stream()
                .limit(Math.max(0, words.size() - 1))
                .filter(word -> !word.text().startsWith("<<"))
                .toList();
    }

    private static boolean isAddress(String source) {
        return source.startsWith("http://")
                || source.startsWith("https://")
                || source.startsWith("git@")
                || source.startsWith("git://")
                || source.startsWith("ssh://");
    }

    private static Stream<Remark> remote(Dockerfile file) {
        return all(file, "ADD")
                .filter(add -> add.flag("checksum").isEmpty())
                .flatMap(add -> sources(add).stream())
                .filter(source -> isAddress(source.text()) && !isCommit(source.text()))
                .map(source -> new Remark(source.line(), "ADD takes whatever the address gives"));
    }

    private static boolean isCommit(String address) {
        int hash = address.indexOf('#');
        return hash > 0
                && address.length() >= hash + 41
                && address.substring(hash + 1, hash + 41)
                        .chars()
                        .allMatch(letter -> Character.digit(letter, 16) >= 0);
    }

    private static boolean couldBeCopy(Instruction add) {
        var sources = sources(add);
        return !sources.isEmpty()
                && sources.stream()
                        .map(source -> source.text().toLowerCase(Locale.ROOT))
                        .noneMatch(source ->
                                isAddress(source)
                                        || source.contains("$")
                                        || ARCHIVES.stream().anyMatch(source::endsWith));
    }

    private static Stream<Remark> sensitive(Dockerfile file) {
        return shipped(file)
                .flatMap(copy -> sources(copy).stream())
                .filter(source -> isSensitive(source.text()))
                .map(source ->
                        new Remark(
                                source.line(), "%s comes into the image".formatted(source.text())));
    }

    private static boolean isSensitive(String path) {
        for (var segment : path.split("/", -1)) {
            boolean isEnv = segment.startsWith(".env.") && !HARMLESS_ENV.contains(segment);
            if (SENSITIVE.contains(segment) || isEnv) {
                return true;
            }
        }
        var name = path.substring(path.lastIndexOf('/') + 1);
        return Stream.of(".key", ".p12", ".pfx", ".jks", ".keystore").anyMatch(name::endsWith);
    }
}
