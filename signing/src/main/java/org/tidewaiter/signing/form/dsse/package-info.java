/// Signed statements without anything around them.
@NullMarked
package org.tidewaiter.signing.form.dsse;

import org.jspecify.annotations.NullMarked;
