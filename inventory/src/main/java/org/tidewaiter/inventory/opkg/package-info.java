/// Packages of OpenWrt, Yocto and others that use opkg.
@NullMarked
package org.tidewaiter.inventory.opkg;

import org.jspecify.annotations.NullMarked;
