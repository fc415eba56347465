/// Clearances: who may say that an image goes aboard, what became of that, and who may say so in an
/// emergency; written, read and verified.
@NullMarked
package org.tidewaiter.signing.clearance;

import org.jspecify.annotations.NullMarked;
