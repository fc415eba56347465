/// XML of others, read as a stream.
@NullMarked
package org.tidewaiter.model.xml;

import org.jspecify.annotations.NullMarked;
