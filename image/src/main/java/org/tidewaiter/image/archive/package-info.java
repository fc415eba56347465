/// Images in a tar file: its members by name, and the archives that `docker save` writes.
@NullMarked
package org.tidewaiter.image.archive;

import org.jspecify.annotations.NullMarked;
