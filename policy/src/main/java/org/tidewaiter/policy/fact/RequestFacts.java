package org.tidewaiter.policy.fact;

import java.util.List;
import java.util.Set;

@Means("What is asked of a door, and by whom.")
public record RequestFacts(
        @Means(
                        value = "what is asked for",
                        words = {
                            "build", "push", "pull", "promote", "create", "start", "restart",
                            "deploy", "exec", "connect", "update", "load", "import", "commit",
                            "copy", "tag"
                        })
                String act,
        @Means(
                        value = "which door is asked",
                        words = {"ci", "docker", "registry", "kubernetes"})
                String door,
        @Means("empty where nobody can tell, as for a caller of a UNIX socket") String user,
        @Means("of the user, as who vouches for them says; none at a Docker door")
                List<String> groups,
        @Means("how the user is known: `tls`, `token`; empty where they are not")
                String authentication,
        @Means("address; empty where it is not known, as at a Docker door") String from,
        @Means(
                        "whether it came over TLS with a certificate of the caller's, as the Docker daemon tells it")
                boolean tls) {
    private static final Set<String> RUNNING =
            Set.of("create", "start", "restart", "update", "connect");

    /// Whether a container is to run, or to run otherwise. In a pipeline none does.
    public boolean isToRun() {
        return RUNNING.contains(act) && !door.equals("ci");
    }
}
