/// Keys, and documents that are signed with them, written from the specifications.
@NullMarked
package org.tidewaiter.testkit.signing;

import org.jspecify.annotations.NullMarked;
