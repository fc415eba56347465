/// JSON read strictly and written deterministically: what others send us is bounded in size and
/// depth and may not name a key twice; what we write is the same bytes for the same values.
@NullMarked
package org.tidewaiter.model.json;

import org.jspecify.annotations.NullMarked;
