/// What people read: the report and the explanation.
@NullMarked
package org.tidewaiter.scan.text;

import org.jspecify.annotations.NullMarked;
