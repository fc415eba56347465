/// Applications of Erlang and Elixir: those installed, and those that a lock file asks for.
@NullMarked
package org.tidewaiter.inventory.erlang;

import org.jspecify.annotations.NullMarked;
