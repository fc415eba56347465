/// What a machine remembers between runs, in files that several programs use at once.
@NullMarked
package org.tidewaiter.signing.memory;

import org.jspecify.annotations.NullMarked;
