/// The search through the content of every file and of the members of archives.
@NullMarked
package org.tidewaiter.image.content;

import org.jspecify.annotations.NullMarked;
