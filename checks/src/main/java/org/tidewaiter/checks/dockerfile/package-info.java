/// Dockerfiles and Containerfiles: a parser that follows BuildKit's documentation, and the rules.
@NullMarked
package org.tidewaiter.checks.dockerfile;

import org.jspecify.annotations.NullMarked;
