/// Dart packages that a lock file asks for.
@NullMarked
package org.tidewaiter.inventory.dart;

import org.jspecify.annotations.NullMarked;
