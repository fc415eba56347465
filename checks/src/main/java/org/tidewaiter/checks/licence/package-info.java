/// The room that tells what terms packages come under.
@NullMarked
package org.tidewaiter.checks.licence;

import org.jspecify.annotations.NullMarked;
