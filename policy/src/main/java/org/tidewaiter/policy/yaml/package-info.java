/// YAML read strictly, each value with its line.
@NullMarked
package org.tidewaiter.policy.yaml;

import org.jspecify.annotations.NullMarked;
