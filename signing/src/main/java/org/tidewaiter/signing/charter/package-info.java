/// The charter: who may say what about images, as a document that its owners sign.
@NullMarked
package org.tidewaiter.signing.charter;

import org.jspecify.annotations.NullMarked;
