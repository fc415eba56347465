/// PHP packages: those that Composer, PEAR or PECL installed, and those that a lock file asks for.
@NullMarked
package org.tidewaiter.inventory.php;

import org.jspecify.annotations.NullMarked;
