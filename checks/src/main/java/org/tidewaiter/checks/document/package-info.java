/// What the rooms that read text have in common: its lines, and YAML that knows its lines.
@NullMarked
package org.tidewaiter.checks.document;

import org.jspecify.annotations.NullMarked;
