package org.tidewaiter.scan.report;

import java.time.Instant;
import org.tidewaiter.model.Digest;

/// When a scan was made, and by which advisories exactly.
///
/// @param revision of the advisory store
public record ScanRun(Instant started, Instant finished, Digest revision) {}
