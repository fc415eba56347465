/// Rust crates: those in a program, and those that a lock file asks for.
@NullMarked
package org.tidewaiter.inventory.rust;

import org.jspecify.annotations.NullMarked;
