/// The rules of `policy.json`, by which podman, skopeo and others take images or refuse them.
@NullMarked
package org.tidewaiter.signing.containerpolicy;

import org.jspecify.annotations.NullMarked;
