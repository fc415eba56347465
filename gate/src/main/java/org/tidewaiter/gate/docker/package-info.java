/// The door of the Docker daemon: a plugin that the daemon asks about every request.
@NullMarked
package org.tidewaiter.gate.docker;

import org.jspecify.annotations.NullMarked;
