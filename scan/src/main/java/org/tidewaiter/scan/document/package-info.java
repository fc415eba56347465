/// The reports for programs: JSON, SARIF, CycloneDX.
@NullMarked
package org.tidewaiter.scan.document;

import org.jspecify.annotations.NullMarked;
