/// The report by a template of whoever scans.
@NullMarked
package org.tidewaiter.scan.template;

import org.jspecify.annotations.NullMarked;
