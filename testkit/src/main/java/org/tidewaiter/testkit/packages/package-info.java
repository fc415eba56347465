/// Builders of package databases and archives, byte for byte as the package managers write them.
@NullMarked
package org.tidewaiter.testkit.packages;

import org.jspecify.annotations.NullMarked;
