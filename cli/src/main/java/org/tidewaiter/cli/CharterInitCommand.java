package org.tidewaiter.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.signing.charter.CharterDraft;
import org.tidewaiter.signing.charter.CharterFile;
import org.tidewaiter.signing.charter.PendingCharter;
import org.tidewaiter.signing.charter.SignedCharter;
import org.tidewaiter.signing.check.RefusedException;
import org.tidewaiter.signing.key.NewKey;
import org.tidewaiter.signing.key.SigningKey;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/// `tidewaiter charter init`: the first version of a charter.
@Command(
        name = "init",
        description =
                "Make a charter: with keys for its owner and its roles, or of keys there are.",
        footer = {
            "  tidewaiter charter init --name acme --role build --role release",
            "  tidewaiter charter init --name acme --owner ana=ana.pub --owner bob=bob.pub --threshold 2",
            "",
            "Without --owner it makes NAME-owner.key and a key for each role, and signs: NAME.charter can",
            "be used at once. With --owner it writes the draft NAME.yaml, which the owners sign. Roles",
            "that it knows: build, scan, qa, release, certifier, vex, break-glass; others sign. Stages:",
            "dev needs the role build, stage all but release, prod all; vex and break-glass are never",
            "needed, and certifier clears for every stage. NAME.yaml can be edited before it is signed.",
        })
final class CharterInitCommand implements Callable<Integer> {
    @ParentCommand private CharterCommand charter;
    @Mixin private CharterMemoryFlags memory = new CharterMemoryFlags();

    @Option(
            names = "--name",
            required = true,
            paramLabel = "NAME",
            description = "The files are NAME.yaml and NAME.charter.")
    private Path name;

    @Option(
            names = "--owner",
            split = "\n",
            hideParamSyntax = true,
            paramLabel = "HOLDER=FILE",
            description = "An owner, with a public key; may be repeated, also for one holder.")
    private List<String> owners = new ArrayList<>();

    @Option(
            names = "--threshold",
            paramLabel = "COUNT",
            defaultValue = "1",
            description = "How many owners must sign a change (default: ${DEFAULT-VALUE}).")
    private int threshold = 1;

    @Option(
            names = "--role",
            split = "\n",
            hideParamSyntax = true,
            paramLabel = "NAME[=FILE]",
            description =
                    "A role, with the public key of its holder; may be repeated (default, without"
                            + " --owner: build and release).")
    private List<String> roles = new ArrayList<>();

    @Option(
            names = "--expires",
            paramLabel = "DAYS",
            defaultValue = "365d",
            converter = FlagValues.Validity.class,
            description = "For how long it is in force (default: ${DEFAULT-VALUE}).")
    private Duration validity = Duration.ofDays(365);

    @Override
    public Integer call() throws Exception {
        requireRoom(draftFile());
        requireRoom(signedFile());
        var asked = roles.isEmpty() && owners.isEmpty() ? List.of("build", "release") : roles;
        var founding = new CharterFounding(name, Today.now(), validity, threshold);
        for (var owner : owners) {
            founding.owner(owner, charter.program);
        }
        for (var role : asked) {
            founding.role(role, !owners.isEmpty(), charter.program);
        }
        try {
            return owners.isEmpty() ? sign(founding) : draft(founding);
        } catch (RefusedException e) {
            return CharterFiles.tell(e, draftFile(), charter.program.streams().err());
        }
    }

    private Path draftFile() {
        return name.resolveSibling(name.getFileName() + ".yaml");
    }

    private Path signedFile() {
        return name.resolveSibling(name.getFileName() + ".charter");
    }

    private static void requireRoom(Path file) throws ProblemException {
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new ProblemException(
                    "charter-exists",
                    "%s is there already".formatted(file),
                    "choose another --name, or change it by 'tidewaiter charter edit'");
        }
    }

    private int sign(CharterFounding founding) throws RefusedException, ProblemException {
        founding.owner();
        var keys = new LinkedHashMap<KeyPairFiles, SigningKey>();
        for (var holder : founding.keyless()) {
            var files = new KeyPairFiles(founding.keyFile(holder), false);
            requireRoom(files);
            keys.put(files, founding.make(holder, NewKey.ECDSA_P256));
        }
        var owner = keys.firstEntry();
        var first = founding.charter();
        var signed = PendingCharter.of(first).signedBy(owner.getValue()).appendTo(Optional.empty());
        write(keys);
        write(draftFile(), utf8(CharterDraft.write(first, founding.files())));
        write(signedFile(), CharterFile.write(signed));
        memory.compare(signed, charter.program);
        tell(signed, founding, owner.getKey().name());
        return ExitCodes.PASSED;
    }

    private static void requireRoom(KeyPairFiles files) throws ProblemException {
        for (var file : files.both()) {
            if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                throw new ProblemException(
                        "key-exists",
                        "%s is there already".formatted(file),
                        "choose another --name, or name the keys that there are, with --owner and --role");
            }
        }
    }

    /// All of them or none.
    private void write(Map<KeyPairFiles, SigningKey> keys) throws ProblemException {
        var written = new ArrayList<KeyPairFiles>();
        try {
            for (var each : keys.entrySet()) {
                each.getKey().write(each.getValue(), charter.program);
                written.add(each.getKey());
            }
        } catch (ProblemException e) {
            written.forEach(KeyPairFiles::discard);
            throw e;
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void write(Path file, byte[] content) throws ProblemException {
        AtomicFile.write(file, out -> out.write(content));
    }

    /// @param owner the owner's key, without an ending
    private void tell(SignedCharter signed, CharterFounding founding, Path owner) {
        var out = charter.program.streams().out();
        out.printf(
                "%s: version 1 of the charter %s, in force until %s%n",
                signedFile(), signed.id(), signed.newest().expires());
        out.printf("%s: the same, to read%n", draftFile());
        var stage = signed.newest().stages().firstKey();
        founding.firstKeyFile()
                .ifPresent(key -> out.printf("next: tidewaiter sign --key %s IMAGE%n", key));
        out.printf("      tidewaiter verify IMAGE --charter %s --stage %s%n", signedFile(), stage);
        charter.program
                .streams()
                .err()
                .println(
                        "note: whoever has %s.key can change the charter; keep it where images are not built"
                                .formatted(OneLine.of(owner.toString())));
    }

    private int draft(CharterFounding founding) throws RefusedException, ProblemException {
        var first = founding.charter();
        var missing = PendingCharter.of(first).missing(Optional.empty());
        write(draftFile(), utf8(CharterDraft.unissued(first, founding.files())));
        var out = charter.program.streams().out();
        out.printf("%s: a draft, signed by nobody%n", draftFile());
        CharterPage.missing(missing, out);
        out.printf("next: tidewaiter charter sign %s --key KEY%n", draftFile());
        return ExitCodes.PASSED;
    }
}
