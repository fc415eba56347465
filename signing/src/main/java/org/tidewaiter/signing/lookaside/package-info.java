/// Signatures as podman and skopeo make them with GPG, kept beside the registry in folders that
/// `registries.d` names.
@NullMarked
package org.tidewaiter.signing.lookaside;

import org.jspecify.annotations.NullMarked;
