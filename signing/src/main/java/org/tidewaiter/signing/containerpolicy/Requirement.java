package org.tidewaiter.signing.containerpolicy;

import org.tidewaiter.model.json.Json.JsonObject;
import org.tidewaiter.signing.lookaside.SignedIdentity;

/// One thing that must hold of an image.
///
/// @see "containers/image, containers-policy.json(5), POLICY REQUIREMENTS"
public sealed interface Requirement {
    /// Its `type`.
    String type();

    /// Holds of every image.
    record InsecureAcceptAnything() implements Requirement {
        static final String TYPE = "insecureAcceptAnything";

        @Override
        public String type() {
            return TYPE;
        }
    }

    /// Holds of none.
    record Reject() implements Requirement {
        static final String TYPE = "reject";

        @Override
        public String type() {
            return TYPE;
        }
    }

    /// One of the keys, which are of OpenPGP, has signed it under a name that may be.
    record SignedBy(KeySource keys, SignedIdentity identity) implements Requirement {
        static final String TYPE = "signedBy";
        static final String KEY_TYPE = "GPGKeys";

        @Override
        public String type() {
            return TYPE;
        }
    }

    /// The same, by cosign's signature under a tag.
    record SigstoreSigned(KeySource keys, SignedIdentity identity) implements Requirement {
        static final String TYPE = "sigstoreSigned";

        @Override
        public String type() {
            return TYPE;
        }
    }

    /// What follows the rules of the format, and asks for something that is not verified here. It
    /// holds of no image.
    ///
    /// @param why a clause for people
    /// @param json as it was read
    record NotVerified(String type, String why, JsonObject json) implements Requirement {}
}
