package org.tidewaiter.policy.fact;

import java.util.List;
import java.util.SortedMap;

@Means("How a container is to run.")
public record WorkloadFacts(
        @Means("its name; empty where the engine chooses one") String name,
        @Means("whom it runs as: the request's user, else the image's; empty is root") String user,
        @Means(
                        "whether that is root; other names are believed to be none. Left out in tests and files, it follows from `user`")
                boolean root,
        @Means("all capabilities and devices of the host") boolean privileged,
        @Means("without `CAP_`, in capitals") List<String> addedCapabilities,
        @Means("without `CAP_`, in capitals") List<String> droppedCapabilities,
        @Means("`host`, `none`, `bridge`, `container:...` or a network's name") String network,
        @Means("all networks that it is connected to, by the names or ids they were asked for by")
                List<String> networks,
        @Means("whether it shares the host's processes") boolean hostPid,
        @Means("whether it shares the host's IPC") boolean hostIpc,
        @Means("whether it shares the host's user namespace") boolean hostUsers,
        @Means("whether it shares the host's name and domain") boolean hostUts,
        @Means("whether it sees the host's control groups") boolean hostCgroups,
        @Means("containers whose namespaces it joins") List<String> joinedContainers,
        @Means("containers whose volumes it takes, as they were named") List<String> volumesFrom,
        @Means("groups that were added, names or numbers") List<String> addedGroups,
        @Means("what is mounted into it") List<MountFact> mounts,
        @Means("paths on the host") List<String> devices,
        @Means("devices it may use, as `c 42:* rmw`") List<String> deviceRules,
        @Means("what is asked of device drivers, as `nvidia`") List<String> deviceRequests,
        @Means("whether its processes can gain no privileges") boolean noNewPrivileges,
        @Means("empty is the engine's; `unconfined` is none") String seccomp,
        @Means("empty is the engine's; `unconfined` is none") String apparmor,
        @Means("other security options, as `label=disable`") List<String> securityOptions,
        @Means("whether paths of `/proc` and `/sys` that engines hide or protect are open")
                boolean systemPathsOpen,
        @Means("empty is the engine's") String runtime,
        @Means("the control group above it; empty is the engine's") String cgroupParent,
        @Means("whether its root file system is read-only") boolean readOnlyRoot,
        @Means("bytes; 0 is no limit") long memoryLimit,
        @Means("0 is no limit") long processLimit,
        @Means("thousandths of a core; 0 is no limit") long cpuLimit,
        @Means("ports of the host, as `0.0.0.0:8080->80/tcp`") List<String> ports,
        @Means("names only") List<String> environmentNames,
        @Means("name to value") SortedMap<String, String> labels,
        @Means("`no`, `always`, `on-failure`, `unless-stopped`") String restartPolicy,
        @Means("what is run in place of the image's entry point; empty where it is the image's")
                List<String> entrypoint,
        @Means("what it is told to run; empty where that is the image's") List<String> command,
        @Means("settings of the kernel, name to value") SortedMap<String, String> sysctls) {
    /// @param user as containers have it: a name or number, with `:group` if so set; empty is root
    public static boolean isRoot(String user) {
        int colon = user.indexOf(':');
        var name = colon < 0 ? user : user.substring(0, colon);
        return name.isEmpty() || name.equals("root") || name.matches("[+-]?0+");
    }

    @Means("Something that is mounted into a container.")
    public record MountFact(
            @Means(
                            "`bind`, `volume`, `tmpfs`, ...; a volume that shows the host's files is a `bind`")
                    String type,
            @Means("path on the host of a bind, name of a volume") String source,
            @Means("path in the container") String target,
            @Means("whether nothing can be written there") boolean readOnly,
            @Means("`private`, `shared`, `slave` and their recursive kinds; empty is the engine's")
                    String propagation) {}
}
