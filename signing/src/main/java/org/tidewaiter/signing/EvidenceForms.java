package org.tidewaiter.signing;

import java.util.List;
import org.tidewaiter.signing.form.EvidenceForm;
import org.tidewaiter.signing.form.bundle.SigstoreBundle;
import org.tidewaiter.signing.form.cosign.AttachedBill;
import org.tidewaiter.signing.form.cosign.SimpleSigning;
import org.tidewaiter.signing.form.cosign.TaggedAttestation;
import org.tidewaiter.signing.form.dsse.BareEnvelope;

/// Every form of evidence that we read. This list is the only place that names them.
public final class EvidenceForms {
    public static final List<EvidenceForm> BUILT_IN =
            List.of(
                    new SigstoreBundle(),
                    SimpleSigning.underATag(),
                    SimpleSigning.asAReferrer(),
                    new TaggedAttestation(),
                    new BareEnvelope(),
                    new AttachedBill());

    private EvidenceForms() {}
}
