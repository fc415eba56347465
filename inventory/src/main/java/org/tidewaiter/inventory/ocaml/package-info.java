/// OCaml packages that opam installed.
@NullMarked
package org.tidewaiter.inventory.ocaml;

import org.jspecify.annotations.NullMarked;
