/// Builders of tars, layers and images from bytes, and the places images are kept in: layouts,
/// archives, a loopback registry. None of it uses the code under test.
@NullMarked
package org.tidewaiter.testkit.image;

import org.jspecify.annotations.NullMarked;
