package org.tidewaiter.checks.image;

import java.util.List;
import org.tidewaiter.model.Check;
import org.tidewaiter.model.Severity;

/// How the checks of this room are written down. Items of CIS Docker are those of version 1.6.
final class ImageCheck {
    /// "Image configuration defects".
    static final String NIST_DEFECTS = "NIST SP 800-190 4.1.2";

    /// "Embedded clear text secrets".
    static final String NIST_SECRETS = "NIST SP 800-190 4.1.4";

    private ImageCheck() {}

    static Check of(String name, Severity severity, String title, String mend, String... guides) {
        return new Check(
                "image/" + name, Check.Kind.SETTING, severity, title, mend, List.of(guides));
    }
}
