/// Packages of Bottlerocket, which has no package manager.
@NullMarked
package org.tidewaiter.inventory.bottlerocket;

import org.jspecify.annotations.NullMarked;
