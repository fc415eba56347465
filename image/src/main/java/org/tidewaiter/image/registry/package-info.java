/// The client of registries: names, credentials, transport.
@NullMarked
package org.tidewaiter.image.registry;

import org.jspecify.annotations.NullMarked;
