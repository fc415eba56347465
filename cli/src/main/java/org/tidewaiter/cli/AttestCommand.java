package org.tidewaiter.cli;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tidewaiter.image.Image;
import org.tidewaiter.image.OpenOptions;
import org.tidewaiter.image.cache.LayerCache;
import org.tidewaiter.image.pass.PassOptions;
import org.tidewaiter.model.Problem;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.model.json.Json;
import org.tidewaiter.scan.InventoryTaking;
import org.tidewaiter.signing.check.RefusedException;
import org.tidewaiter.signing.key.SigningKey;
import org.tidewaiter.signing.make.ImageSigning;
import org.tidewaiter.signing.make.ImageSigning.Extent;
import org.tidewaiter.signing.make.ImageSigning.Signed;
import org.tidewaiter.signing.make.SignatureForm;
import org.tidewaiter.signing.statement.PredicateTypes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// `tidewaiter attest`: the holder of a key says something of an image.
@Command(
        name = "attest",
        description = "Sign a statement about an image, and keep it beside the image.",
        footer = {
            "  tidewaiter attest --key build.key --sbom registry.example/app:1",
            "  tidewaiter attest --key scan.key --scan registry.example/app:1",
            "  tidewaiter attest --key qa.key --type https://example.com/tested/v1 --predicate run.json"
                    + " oci:build/app:1",
            "",
            "With --predicate, said is something of what the name leads to, which may be an index, or with",
            "--platform one image of it. With --sbom and --scan the image is read, and said is something of",
            "that: of the manifest of one platform.",
            "A scan tells all that was found; waivers and VEX are for who reads it. What could not be read is",
            "said too.",
            "",
            "Prints the digest that the statement is about, and that of the statement's manifest.",
        })
final class AttestCommand implements Callable<Integer> {
    /// Kinds of statements that have one usual type, as 'verify --type' calls them.
    private static final List<String> KINDS =
            List.of("provenance", "scan", "vex", "test-result", "verification-summary");

    @ParentCommand private TidewaiterCommand program;
    @Mixin private StoredImageFlags image = new StoredImageFlags();
    @Mixin private SignerFlags signer = new SignerFlags();
    @Mixin private RoleFlags role = new RoleFlags();
    @Mixin private CommonFlags common = new CommonFlags();
    @Mixin private StoreFlags store = new StoreFlags();
    @Mixin private CosignFlags cosign = new CosignFlags();

    @Option(
            names = "--predicate",
            paramLabel = "FILE",
            description = "Say what is in this file, as JSON.")
    private @Nullable Path predicate;

    @Option(
            names = "--sbom",
            fallbackValue = "true",
            description = "Say what is in the image: its bill of materials.")
    private boolean sbom;

    @Option(
            names = "--scan",
            fallbackValue = "true",
            description = "Say which flaws the image is known to have.")
    private boolean scan;

    @Option(
            names = "--type",
            paramLabel = "TYPE",
            description =
                    "What it is: provenance, scan, vex, test-result, verification-summary; a word"
                            + " of cosign's (slsaprovenance02, spdxjson, cyclonedx, vuln, ...); or"
                            + " the address of a predicate type. By default"
                            + " CycloneDX with --sbom, and in-toto's vulns/v0.2 with --scan.")
    private @Nullable String type;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description =
                    "bundle (default): a Sigstore bundle that refers to the image; cosign: a layer"
                            + " under the tag sha256-….att.")
    private SignatureForm form = SignatureForm.BUNDLE;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        cosign.requireNoLog();
        requireSense();
        var file = predicate;
        var signed = file != null ? said(file) : read();
        program.streams().out().printf("%s  %s%n", signed.subject(), signed.manifest());
        return ExitCodes.PASSED;
    }

    private boolean isTyped(String flag) {
        return spec.commandLine().getParseResult().hasMatchedOption(flag);
    }

    private void requireSense() throws ProblemException {
        if (Stream.of(predicate != null, sbom, scan).filter(given -> given).count() != 1) {
            throw new ProblemException(
                    "usage",
                    "it must be told once what is said of the image",
                    "give one of --predicate FILE, --sbom and --scan");
        }
        if (!scan && isTyped("--advisories")) {
            throw new ProblemException(
                    "usage",
                    "--advisories would do nothing: only --scan looks for flaws",
                    "leave it out");
        }
        if (form == SignatureForm.COSIGN_REFERRER) {
            throw new ProblemException(
                    "usage",
                    "statements are not kept in the form cosign-referrer",
                    "use --format bundle or --format cosign");
        }
    }

    private Signed said(Path file) throws Exception {
        var said = PredicateFile.read(file);
        var address = address();
        if (address.isEmpty()) {
            throw new ProblemException(
                    "usage",
                    "it was not said what the predicate is",
                    "name its type, for example --type openvex");
        }
        requireVerifiable(file, address.get(), said);
        var key = signer.key(program);
        var extent = isTyped("--platform") ? Extent.READ : Extent.NAMED;
        return image.open(
                program,
                (source, options) ->
                        new ImageSigning(source, options, key, form)
                                .attest(extent, address.get(), role.said(), said));
    }

    private static void requireVerifiable(Path file, String address, Json said)
            throws ProblemException {
        try {
            PredicateTypes.require(address, said);
        } catch (RefusedException e) {
            throw new ProblemException(
                    new Problem(
                            "predicate-unusable",
                            "%s is refused by whoever verifies it as %s: %s (%s)"
                                    .formatted(file, address, e.refusal().meaning(), e.detail()),
                            "give what its type asks for, or name another type"),
                    e);
        }
    }

    private Signed read() throws Exception {
        var own = own();
        var key = signer.key(program);
        return image.read(program, (opened, options) -> read(opened, options, own, key));
    }

    private OwnStatement own() throws Exception {
        var address = address();
        if (sbom) {
            return OwnStatement.Bill.of(address);
        }
        var form = OwnStatement.Scan.form(address);
        return new OwnStatement.Scan(form, store.open(program, common.places(program)));
    }

    private Signed read(Image opened, OpenOptions options, OwnStatement own, SigningKey key)
            throws Exception {
        var signing = new ImageSigning(opened.source(), options, key, form);
        signing.requirePlace();
        try (var progress = new LayerProgress(program, common)) {
            var taking = new InventoryTaking(options, cache(), PassOptions.standard(), progress);
            return signing.attest(Extent.READ, own.uri(), role.said(), own.of(opened, taking));
        }
    }

    private LayerCache cache() throws ProblemException {
        var places = common.places(program);
        return places.isNowhere()
                ? LayerCache.none()
                : LayerCache.in(places.layers(), LayerCache.STANDARD_BYTES, InstantSource.system());
    }

    private Optional<String> address() throws ProblemException {
        var typed = type;
        if (typed == null || typed.contains(":")) {
            return Optional.ofNullable(typed);
        }
        var named = PredicateTypes.named(typed).or(() -> usual(typed));
        if (named.isEmpty()) {
            throw new ProblemException(
                    "type-unknown",
                    "there is no one type of statement '%s'".formatted(typed),
                    "use one of %s, a word of cosign's, for example spdxjson, or the address of a predicate type"
                            .formatted(String.join(", ", KINDS)));
        }
        return named;
    }

    private static Optional<String> usual(String kind) {
        if (!KINDS.contains(kind)) {
            return Optional.empty();
        }
        var usual = PredicateTypes.ofWord(kind).getFirst();
        return PredicateTypes.named(usual).or(() -> Optional.of(usual));
    }
}
