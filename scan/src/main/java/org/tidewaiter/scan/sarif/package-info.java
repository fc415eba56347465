/// What other tools report, read from their SARIF.
@NullMarked
package org.tidewaiter.scan.sarif;

import org.jspecify.annotations.NullMarked;
