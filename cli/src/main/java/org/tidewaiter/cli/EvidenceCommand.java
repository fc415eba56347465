package org.tidewaiter.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.tidewaiter.model.ImageSource;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.signing.EvidenceSearch;
import org.tidewaiter.signing.PolicyVerification;
import org.tidewaiter.signing.SubjectEvidence;
import org.tidewaiter.signing.lookaside.LookasideConfiguration;
import org.tidewaiter.signing.trust.Trust;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/// What the commands share that look at what is signed about an image.
abstract class EvidenceCommand implements Callable<Integer> {
    static final Set<String> FORMATS = Set.of("table", "json");

    @Spec private CommandSpec spec;

    @Mixin private StoredImageFlags image = new StoredImageFlags();
    @Mixin KeyFlags keyFlags = new KeyFlags();
    @Mixin CertificateFlags certificateFlags = new CertificateFlags();
    @Mixin private GpgKeyFlags gpgKeyFlags = new GpgKeyFlags();
    @Mixin private LookasideFlags lookaside = new LookasideFlags();

    @Mixin OutputFlags output;

    /// @param source the image, whose manifest has been verified
    /// @param subjects what was found
    record Found(ImageSource source, List<SubjectEvidence> subjects) {
        Found {
            subjects = List.copyOf(subjects);
        }
    }

    final TidewaiterCommand program() {
        return (TidewaiterCommand) spec.root().userObject();
    }

    final ParseResult typed() {
        return spec.commandLine().getParseResult();
    }

    final boolean isImageNamed() {
        return image.isNamed();
    }

    final String imageName() throws ProblemException {
        return image.name();
    }

    final Trust trusted() throws ProblemException {
        return keyFlags.trusted(program())
                .withCertificates(certificateFlags.trusted())
                .withOpenPgp(gpgKeyFlags.keys());
    }

    final Found find(Trust trusted) throws Exception {
        return image.open(
                program(),
                (source, options) ->
                        new Found(
                                source,
                                EvidenceSearch.of(source, options, places(source), trusted)));
    }

    /// What has no name has no GPG signatures, and nothing is asked where they would be.
    private LookasideConfiguration places(ImageSource source) throws ProblemException {
        return source.reference().isPresent()
                ? lookaside.places(program().environment())
                : LookasideConfiguration.none();
    }

    /// @return what the policy in a file says of the image
    final PolicyPage.Judged judge(Path policy) throws Exception {
        var rules = PolicyFiles.policy(policy);
        return image.open(
                program(),
                (source, options) ->
                        new PolicyPage.Judged(
                                source,
                                PolicyVerification.of(
                                        source,
                                        options,
                                        places(source),
                                        rules,
                                        PolicyFiles::key,
                                        Today.now())));
    }
}
