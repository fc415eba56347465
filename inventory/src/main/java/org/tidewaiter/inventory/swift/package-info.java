/// Swift packages that a lock file asks for.
@NullMarked
package org.tidewaiter.inventory.swift;

import org.jspecify.annotations.NullMarked;
