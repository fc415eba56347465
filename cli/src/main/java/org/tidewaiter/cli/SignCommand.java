package org.tidewaiter.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.signing.make.ImageSigning;
import org.tidewaiter.signing.make.ImageSigning.Extent;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// `tidewaiter sign`: the holder of a key puts a name to an image.
@Command(
        name = "sign",
        description = "Sign an image with a key, and keep the signature beside it; or sign a file.",
        footer = {
            "  tidewaiter sign --key release.key registry.example/app:1",
            "  tidewaiter sign --key build.key -a build=17 oci:build/app:1",
            "  tidewaiter sign --key ann.key --role release --stage prod registry.example/app:1",
            "  tidewaiter sign --key release.key --blob app.tar.gz --bundle app.tar.gz.sigstore.json",
            "",
            "Signed is the digest that the name leads to, or with --platform that of one image of an index.",
            "The signature is a Sigstore bundle (0.3) that refers to it, as cosign 3 writes them, or with",
            "--format what older programs read. What others have signed stays. Prints the digest that was",
            "signed, and that of the signature's manifest.",
            "",
            "  tidewaiter sign --format gpg --key release.asc registry.example/app:1",
            "",
            "signs with an OpenPGP key, as podman and skopeo do, what the name leads to and all that an",
            "index lists; and puts the signatures where registries.d says (lookaside-staging).",
        })
final class SignCommand implements Callable<Integer> {
    private static final String BUNDLE = "bundle";
    private static final String GPG = "gpg";
    private static final List<String> OF_GPG = List.of("--output-folder", "--registries.d");
    private static final List<String> PLATFORM = List.of("--platform");

    @ParentCommand private TidewaiterCommand program;
    @Mixin private StoredImageFlags image = new StoredImageFlags();
    @Mixin private SignerFlags signer = new SignerFlags();
    @Mixin private RoleFlags role = new RoleFlags();
    @Mixin private BlobFlags blob = new BlobFlags();
    @Mixin private GpgSignFlags gpg = new GpgSignFlags();
    @Mixin private CosignFlags cosign = new CosignFlags();

    @OnlyTyped
    @Option(
            names = {"-a", "--annotations"},
            split = ",",
            hideParamSyntax = true,
            paramLabel = "NAME=VALUE",
            description = "Sign this too; may be repeated.")
    private List<String> annotations = new ArrayList<>();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description =
                    "bundle (default): a Sigstore bundle that refers to the image; cosign: a layer"
                            + " under the tag sha256-….sig; cosign-referrer: the same as a referrer;"
                            + " gpg: a file, where registries.d says.")
    private String form = BUNDLE;

    @Option(
            names = {"-r", "--recursive"},
            fallbackValue = "true",
            description = "Sign also every image that an index lists.")
    private boolean recursive;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        cosign.requireNoLog();
        if (blob.isGiven()) {
            requireNothingOfImages();
            blob.sign(signer.key(program), program);
            return ExitCodes.PASSED;
        }
        blob.requireNone();
        var said = role.addedTo(Annotations.parse(annotations));
        if (form.equals(GPG)) {
            requireNot("a GPG signature is of all that an index lists", PLATFORM);
            gpg.sign(image, signer.file(), said, program);
            return ExitCodes.PASSED;
        }
        requireNot("only GPG signatures are put into folders", OF_GPG);
        var kept = FlagValues.signatureForm(form);
        var key = signer.key(program);
        var extent = extent();
        var signed =
                image.open(
                        program,
                        (source, options) ->
                                new ImageSigning(source, options, key, kept).sign(extent, said));
        for (var one : signed) {
            program.streams().out().printf("%s  %s%n", one.subject(), one.manifest());
        }
        return ExitCodes.PASSED;
    }

    private Extent extent() throws ProblemException {
        if (!recursive) {
            return isTyped("--platform") ? Extent.READ : Extent.NAMED;
        }
        requireNot("--recursive signs the images of all platforms", PLATFORM);
        return Extent.ALL;
    }

    private boolean isTyped(String flag) {
        return spec.commandLine().getParseResult().hasMatchedOption(flag);
    }

    private void requireNot(String why, List<String> flags) throws ProblemException {
        for (var flag : flags) {
            if (isTyped(flag)) {
                throw new ProblemException(
                        "usage", "%s would do nothing: %s".formatted(flag, why), "leave it out");
            }
        }
    }

    private void requireNothingOfImages() throws ProblemException {
        requireNot("--blob signs a file", PLATFORM);
        requireNot("--blob signs a file", OF_GPG);
        if (image.isNamed()
                || recursive
                || !role.addedTo(Annotations.parse(annotations)).isEmpty()
                || !form.equals(BUNDLE)) {
            throw new ProblemException(
                    "usage",
                    "--blob signs a file, which has no annotations, roles, platforms or forms of"
                            + " images",
                    "give IMAGE or --blob FILE, and with the latter --bundle or"
                            + " --output-signature");
        }
    }
}
