/// How packages name their licences, and which SPDX expression that means.
@NullMarked
package org.tidewaiter.inventory.licence;

import org.jspecify.annotations.NullMarked;
