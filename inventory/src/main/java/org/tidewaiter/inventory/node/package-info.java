/// Packages of Node.js: those installed in `node_modules`, and those that a lock file of npm, Yarn,
/// pnpm or Bun asks for.
@NullMarked
package org.tidewaiter.inventory.node;

import org.jspecify.annotations.NullMarked;
