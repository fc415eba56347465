package org.tidewaiter.scan.diff;

import org.tidewaiter.scan.report.ScanReport;
import org.tidewaiter.vulnerability.advisory.Advisories;

/// Two images, and what was known then and is known now: each image judged by both. What the two in
/// the middle say tells whether the image or the advisories brought a change.
///
/// @param before the image before, as was known then
/// @param beforeNow the image before, as is known now
/// @param afterThen the image after, as was known then
/// @param after the image after, as is known now
/// @param then the advisories of then
/// @param now the advisories of now
public record CrossJudgement(
        ScanReport before,
        ScanReport beforeNow,
        ScanReport afterThen,
        ScanReport after,
        Advisories then,
        Advisories now) {}
