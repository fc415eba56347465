/// Perl distributions that were installed from CPAN.
@NullMarked
package org.tidewaiter.inventory.perl;

import org.jspecify.annotations.NullMarked;
