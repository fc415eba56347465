/// The contract between the pass and those who understand a file format.
@NullMarked
package org.tidewaiter.image.reader;

import org.jspecify.annotations.NullMarked;
