/// An inventory written as a document: for people, for our own tools, and as a bill of materials.
@NullMarked
package org.tidewaiter.inventory.document;

import org.jspecify.annotations.NullMarked;
