/// Tests only: builders of images, packages and advisories; golden files and properties.
@NullMarked
package org.tidewaiter.testkit;

import org.jspecify.annotations.NullMarked;
