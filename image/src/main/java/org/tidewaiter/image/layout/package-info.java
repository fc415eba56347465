/// OCI image layouts, in a folder or in an archive.
@NullMarked
package org.tidewaiter.image.layout;

import org.jspecify.annotations.NullMarked;
