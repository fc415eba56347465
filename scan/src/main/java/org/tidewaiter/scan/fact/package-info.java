/// What a scan knows, in the terms in which the rules of a policy ask for it.
@NullMarked
package org.tidewaiter.scan.fact;

import org.jspecify.annotations.NullMarked;
