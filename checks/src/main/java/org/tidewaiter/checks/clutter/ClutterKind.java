package org.tidewaiter.checks.clutter;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.tidewaiter.model.Check;
import org.tidewaiter.model.Severity;

/// A kind of things that an image does not need, each with its check.
public enum ClutterKind {
    SHELL(
            10,
            Severity.LOW,
            "A shell is in the image",
            "Start the program itself (ENTRYPOINT in brackets) on a base image without a shell:"
                    + " most ways into a container end in one."),
    PACKAGE_MANAGER(
            8,
            Severity.LOW,
            "A package manager is in the image",
            "Build in one stage and copy the result into a base image without one: with it an"
                    + " intruder installs what is missing."),
    COMPILER(
            7,
            Severity.LOW,
            "A compiler or what belongs to it is in the image",
            "Compile in one stage and copy the result into another."),
    NETWORK_TOOL(
            6,
            Severity.LOW,
            "A program that fetches from, or looks around in, the network is in the image",
            "Fetch while the image is built, in a stage that is not shipped."),
    DEBUGGER(
            4,
            Severity.LOW,
            "A debugger is in the image",
            "Attach one when it is needed, in a container of its own."),
    VERSION_CONTROL(
            3,
            Severity.LOW,
            "Version control, or what it keeps, is in the image",
            "Copy the files without the folder .git (.dockerignore), and clone in a stage that is"
                    + " not shipped."),
    EDITOR(2, Severity.LOW, "An editor is in the image", "Leave it out: images are built anew."),
    CORE_DUMP(
            0,
            Severity.MEDIUM,
            "The memory of a program is in the image",
            "Delete it, and look what was in it: passwords and keys are."),
    BACKUP(
            0,
            Severity.LOW,
            "Older versions of files are in the image",
            "Delete them in the step that makes them."),
    SOURCE_MAP(
            0,
            Severity.LOW,
            "Source maps are in the image",
            "Leave them out of the build: they hold the source of what is served."),
    HEADERS(
            0,
            Severity.NEGLIGIBLE,
            "Headers for compilers are in the image",
            "Install packages without their -dev or -devel half, or compile in another stage."),
    STATIC_LIBRARY(
            0,
            Severity.NEGLIGIBLE,
            "Libraries for linkers are in the image",
            "Install packages without their -dev or -devel half, or compile in another stage."),
    DEBUG_SYMBOLS(
            0,
            Severity.NEGLIGIBLE,
            "Symbols for debuggers are in the image",
            "Install packages without their -dbgsym or -debuginfo half, and strip programs."),
    CACHE(
            0,
            Severity.LOW,
            "A cache of a package manager or build tool is in the image",
            "Delete it in the step that fills it, or keep it out with RUN --mount=type=cache."),
    DOCUMENTATION(
            0,
            Severity.NEGLIGIBLE,
            "Documentation is in the image",
            "Install without it (dpkg's path-exclude, tsflags=nodocs of dnf), or copy only what is"
                    + " needed."),
    LOCALE(
            0,
            Severity.NEGLIGIBLE,
            "Texts in other languages are in the image",
            "Install without them (dpkg's path-exclude, the macro _install_langs of rpm)."),
    TESTS(
            0,
            Severity.NEGLIGIBLE,
            "Tests of packages are in the image",
            "Delete them in the step that installs the packages."),
    LOG(
            0,
            Severity.NEGLIGIBLE,
            "Logs of the build are in the image",
            "Delete them in the step that writes them."),
    TEMPORARY_FILE(
            0,
            Severity.NEGLIGIBLE,
            "Temporary files are in the image",
            "Delete them in the step that makes them."),
    SYSTEM(
            0,
            Severity.NEGLIGIBLE,
            "Parts of an operating system that starts a machine are in the image",
            "Leave them out: a container has neither kernel nor boot."),
    DUPLICATE_LIBRARY(
            0,
            Severity.NEGLIGIBLE,
            "The same library is in the image more than once",
            "Keep one copy where all of its users find it."),
    DUPLICATE_PACKAGE(
            0,
            Severity.NEGLIGIBLE,
            "A package is in the image in several versions",
            "Ask for one version in all places that name it."),
    WASTED_BYTES(
            0,
            Severity.NEGLIGIBLE,
            "A layer has files that later layers delete or replace",
            "Delete in the step that makes them, or build in one stage and copy into another: what"
                    + " a lower layer has is pulled and kept all the same.");

    private static final String NAMESPACE = "clutter/";

    private final int points;

    @SuppressWarnings("ImmutableEnumChecker") // its list is a copy that nobody can change
    private final Check check;

    ClutterKind(int points, Severity severity, String title, String mend) {
        this.points = points;
        this.check =
                new Check(
                        NAMESPACE + word(),
                        Check.Kind.CLUTTER,
                        severity,
                        title,
                        mend,
                        List.of("CIS Docker 4.3", "NIST SP 800-190 4.1.2"));
    }

    /// @param id of a check
    public static Optional<ClutterKind> of(String id) {
        return Arrays.stream(values()).filter(kind -> kind.check.id().equals(id)).findFirst();
    }

    public static List<Check> checks() {
        return Arrays.stream(values()).map(ClutterKind::check).toList();
    }

    public Check check() {
        return check;
    }

    /// How much worse an image is for any tool of this kind, whatever its size; 40 for all.
    public int points() {
        return points;
    }

    boolean isTool() {
        return points > 0;
    }

    /// As tables and ids have it: `package-manager`.
    private String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static ClutterKind ofWord(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
