/// Build pipelines: GitHub Actions, GitLab CI and Jenkins.
@NullMarked
package org.tidewaiter.checks.pipeline;

import org.jspecify.annotations.NullMarked;
