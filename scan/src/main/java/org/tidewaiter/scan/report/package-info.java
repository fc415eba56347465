/// What a scan found and decided, as one value, and the contract of the formats that write it.
@NullMarked
package org.tidewaiter.scan.report;

import org.jspecify.annotations.NullMarked;
