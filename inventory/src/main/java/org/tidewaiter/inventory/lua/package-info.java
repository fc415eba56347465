/// Installed packages of LuaRocks.
@NullMarked
package org.tidewaiter.inventory.lua;

import org.jspecify.annotations.NullMarked;
