/// Actions of GitHub that a workflow uses.
@NullMarked
package org.tidewaiter.inventory.github;

import org.jspecify.annotations.NullMarked;
