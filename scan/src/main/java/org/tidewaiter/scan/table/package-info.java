/// The report for people.
@NullMarked
package org.tidewaiter.scan.table;

import org.jspecify.annotations.NullMarked;
