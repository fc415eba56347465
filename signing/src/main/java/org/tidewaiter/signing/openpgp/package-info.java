/// Messages and keys of OpenPGP: what was signed, by which key, and whether that key may sign. The
/// only package that sees how Bouncy Castle has them.
@NullMarked
package org.tidewaiter.signing.openpgp;

import org.jspecify.annotations.NullMarked;
