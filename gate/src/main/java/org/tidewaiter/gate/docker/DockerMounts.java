package org.tidewaiter.gate.docker;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.tidewaiter.model.json.MalformedJsonException;
import org.tidewaiter.policy.fact.WorkloadFacts.MountFact;

/// What is mounted into containers. A volume whose driver shows a part of the host is told as what
/// it is.
///
/// @param daemon which knows the volumes that there are
record DockerMounts(DockerDaemon daemon) {
    /// File systems that are nowhere on the host.
    private static final Set<String> ELSEWHERE = Set.of("nfs", "nfs4", "cifs", "smb3", "tmpfs");

    private static final int MAX_MOUNTS = 256;

    /// With these the kernel does not look at the type, and shows what the device names.
    private static final Set<String> SHOWING = Set.of("bind", "rbind", "remount", "move", "rmove");

    /// By the settings with which a container is to be made.
    List<MountFact> asked(Workload workload) throws MalformedJsonException, DaemonException {
        var mounts = new ArrayList<MountFact>();
        var binds = workload.host().texts("Binds");
        var others = workload.host().objects("Mounts");
        requireFew(binds.size() + others.size());
        for (var bind : binds) {
            mounts.add(bind(bind));
        }
        for (var mount : others) {
            mounts.add(mount(mount));
        }
        workload.host()
                .map("Tmpfs")
                .keySet()
                .forEach(target -> mounts.add(new MountFact("tmpfs", "", target, false, "")));
        for (var target : workload.config().object("Volumes").members().keySet()) {
            mounts.add(new MountFact("volume", "", target, false, ""));
        }
        return mounts;
    }

    /// `source:target:mode`, `source:target`, `target:mode` or `target`; what is no absolute path
    /// is a volume's name.
    private MountFact bind(String text) throws MalformedJsonException, DaemonException {
        var parts = text.split(":", -1);
        if (parts.length > 3) {
            throw new MalformedJsonException("'%s' is no mount".formatted(text));
        }
        boolean named = parts.length == 3 || (parts.length == 2 && parts[1].startsWith("/"));
        var source = named ? parts[0] : "";
        var target = named ? parts[1] : parts[0];
        var modes =
                parts.length == (named ? 3 : 2)
                        ? Arrays.asList(parts[parts.length - 1].split(","))
                        : List.<String>of();
        var propagation =
                modes.stream()
                        .filter(mode -> mode.matches("r?(private|shared|slave)"))
                        .findFirst()
                        .orElse("");
        boolean readOnly = modes.contains("ro");
        return source.startsWith("/")
                ? new MountFact("bind", clean(source), target, readOnly, propagation)
                : volume(source, target, readOnly);
    }

    private MountFact mount(GoObject mount) throws MalformedJsonException, DaemonException {
        var type = mount.text("Type");
        var source = mount.text("Source");
        var target = mount.text("Target");
        boolean readOnly = mount.truth("ReadOnly");
        var driver = mount.object("VolumeOptions").object("DriverConfig");
        if (type.equals("bind")) {
            var propagation = mount.object("BindOptions").text("Propagation");
            return new MountFact(type, clean(source), target, readOnly, propagation);
        }
        requireNoImage(type);
        if (!type.equals("volume")) {
            return new MountFact(type, source, target, readOnly, "");
        }
        return driver.has("Options")
                ? volume(driver, source, target, readOnly)
                : volume(source, target, readOnly);
    }

    private MountFact volume(String name, String target, boolean readOnly)
            throws MalformedJsonException, DaemonException {
        var known = name.isEmpty() ? GoObject.EMPTY : daemon.volume(name).orElse(GoObject.EMPTY);
        return volume(known, name, target, readOnly);
    }

    /// @param driver with its `Options`
    private static MountFact volume(GoObject driver, String name, String target, boolean readOnly)
            throws MalformedJsonException {
        var options = driver.map("Options");
        var device = options.getOrDefault("device", "");
        if (isElsewhere(options.getOrDefault("type", ""), options.getOrDefault("o", ""), device)) {
            return new MountFact("volume", name, target, readOnly, "");
        }
        return new MountFact(
                "bind", device.startsWith("/") ? clean(device) : "/", target, readOnly, "");
    }

    private static boolean isElsewhere(String type, String flags, String device) {
        boolean shows =
                Arrays.stream(flags.split(",", -1))
                        .map(flag -> flag.strip().toLowerCase(Locale.ROOT))
                        .anyMatch(SHOWING::contains);
        boolean odd = type.equals("tmpfs") && device.startsWith("/");
        return ELSEWHERE.contains(type) ? !shows && !odd : device.isEmpty() && flags.isEmpty();
    }

    /// By what the daemon says of a container that is there.
    ///
    /// @param container with its `Mounts`
    List<MountFact> present(GoObject container) throws MalformedJsonException, DaemonException {
        var mounts = new ArrayList<MountFact>();
        var mounted = container.objects("Mounts");
        requireFew(mounted.size());
        for (var mount : mounted) {
            var target = mount.text("Destination");
            boolean readOnly = !mount.truth("RW");
            requireNoImage(mount.text("Type"));
            mounts.add(
                    switch (mount.text("Type")) {
                        case "volume" -> volume(mount.text("Name"), target, readOnly);
                        case String type ->
                                new MountFact(
                                        type,
                                        mount.text("Source"),
                                        target,
                                        readOnly,
                                        mount.text("Propagation"));
                    });
        }
        container
                .object("HostConfig")
                .map("Tmpfs")
                .keySet()
                .forEach(target -> mounts.add(new MountFact("tmpfs", "", target, false, "")));
        return mounts;
    }

    /// Each may be a question to the daemon.
    private static void requireFew(int mounts) throws DaemonException {
        if (mounts > MAX_MOUNTS) {
            throw new DaemonException("it has more than %d mounts".formatted(MAX_MOUNTS));
        }
    }

    /// The programs in one can be run like those of the container's own image, which is asked
    /// about.
    private static void requireNoImage(String type) throws DaemonException {
        if (type.equalsIgnoreCase("image")) {
            throw new DaemonException("it mounts an image, which nobody has asked about");
        }
    }

    private static String clean(String path) throws MalformedJsonException {
        try {
            return Path.of(path).normalize().toString();
        } catch (InvalidPathException _) {
            throw new MalformedJsonException("a path that is none");
        }
    }
}
