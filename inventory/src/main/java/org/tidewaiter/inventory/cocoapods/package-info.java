/// Pods of CocoaPods that a lock file asks for.
@NullMarked
package org.tidewaiter.inventory.cocoapods;

import org.jspecify.annotations.NullMarked;
