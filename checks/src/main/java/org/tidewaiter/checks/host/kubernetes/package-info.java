/// The benchmark of Kubernetes: files in the format of kube-bench, interpreted on a host.
@NullMarked
package org.tidewaiter.checks.host.kubernetes;

import org.jspecify.annotations.NullMarked;
