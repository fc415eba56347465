/// Whether an image may go to a stage: what is verified about it, held against a charter.
@NullMarked
package org.tidewaiter.signing.stage;

import org.jspecify.annotations.NullMarked;
