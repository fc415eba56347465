package org.tidewaiter.cli;

import java.util.List;
import java.util.Optional;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.Platform;
import org.tidewaiter.model.clearance.Clearance;
import org.tidewaiter.model.clearance.Head;
import org.tidewaiter.policy.Reason;
import org.tidewaiter.scan.clear.ClearingAnswer;

/// What came of asking whether an image may be cleared, or all images of an index. Either all of
/// these are cleared, or none is.
///
/// @param images at least one
/// @param ofIndex the clearance that speaks for all of several
/// @param head that was written
record ClearOutcome(List<OfImage> images, Optional<Issued> ofIndex, Optional<Head> head) {
    ClearOutcome {
        images = List.copyOf(images);
    }

    /// @param issued nothing where any was refused, or nothing was to be signed
    /// @param lapsed until when what runs may start again, where it was not renewed
    /// @param commands that supply what is missing
    record OfImage(
            ClearingAnswer answer,
            Optional<Issued> issued,
            Optional<Head.Lapsed> lapsed,
            List<String> commands) {
        /// For people, where there are several.
        String platform() {
            return answer.source()
                    .platform()
                    .map(Platform::toString)
                    .orElse(answer.source().digest().map(Digest::toString).orElse(""));
        }
    }

    /// @param kept the manifests that carry it
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Issued(Clearance clearance, byte[] bundle, List<Digest> kept) {}

    /// Where nothing was signed.
    static ClearOutcome of(List<OfImage> images) {
        return new ClearOutcome(images, Optional.empty(), Optional.empty());
    }

    boolean passed() {
        return images.stream().allMatch(one -> one.answer.passed());
    }

    boolean isOfSeveral() {
        return images.size() > 1;
    }

    /// The clearance of what was named.
    Optional<Issued> issued() {
        return isOfSeveral() ? ofIndex : images.getFirst().issued;
    }

    byte[] bundle() {
        return issued().map(Issued::bundle).orElse(new byte[0]);
    }

    /// Of several with the platform of which each is true.
    List<Reason> objections() {
        return images.stream()
                .flatMap(one -> one.answer.objections().stream().map(it -> of(one, it)))
                .toList();
    }

    List<Reason> warnings() {
        return images.stream()
                .flatMap(one -> one.answer.warnings().stream().map(it -> of(one, it)))
                .toList();
    }

    private Reason of(OfImage image, Reason reason) {
        return isOfSeveral()
                ? Reason.of(reason.rule(), image.platform() + ": " + reason.fact())
                : reason;
    }

    /// Each once.
    List<String> commands() {
        return images.stream().flatMap(one -> one.commands.stream()).distinct().toList();
    }

    List<Head.Lapsed> lapsed() {
        return images.stream().flatMap(one -> one.lapsed.stream()).toList();
    }
}
