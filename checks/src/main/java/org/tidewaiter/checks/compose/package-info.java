/// Compose files: how containers are started together.
@NullMarked
package org.tidewaiter.checks.compose;

import org.jspecify.annotations.NullMarked;
