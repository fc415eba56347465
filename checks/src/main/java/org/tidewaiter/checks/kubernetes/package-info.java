/// Kubernetes manifests: pods of every kind of workload, and who may do what in a cluster.
@NullMarked
package org.tidewaiter.checks.kubernetes;

import org.jspecify.annotations.NullMarked;
