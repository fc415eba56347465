/// The contract of a form in which evidence is kept beside an image.
@NullMarked
package org.tidewaiter.signing.form;

import org.jspecify.annotations.NullMarked;
