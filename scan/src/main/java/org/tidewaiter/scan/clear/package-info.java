/// Whether an image may be cleared for a stage, from its content and what is signed about it.
@NullMarked
package org.tidewaiter.scan.clear;

import org.jspecify.annotations.NullMarked;
