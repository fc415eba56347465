@NullMarked
package org.tidewaiter.cli;

import org.jspecify.annotations.NullMarked;
