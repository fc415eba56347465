/// The nouns of the domain as records and sealed interfaces. Nothing here does I/O.
@NullMarked
package org.tidewaiter.model;

import org.jspecify.annotations.NullMarked;
