package org.tidewaiter.image.registry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.image.reader.Toml;
import org.tidewaiter.image.registry.ConfiguredRegistry.Asked;
import org.tidewaiter.image.registry.ConfiguredRegistry.MirrorPlace;
import org.tidewaiter.image.registry.ConfiguredRegistry.Place;
import org.tidewaiter.model.ImageReference;
import org.tidewaiter.model.Problem;
import org.tidewaiter.model.ProblemException;
import org.tidewaiter.model.json.Json;

/// What the user has told Podman and its kin of registries: mirrors, places, which are insecure or
/// blocked, and short names. `CONTAINERS_REGISTRIES_CONF` names the one file to read; otherwise it
/// is the user's own or the machine's, and what lies in the folders `registries.conf.d` of both,
/// the user's last: a later file takes the place of an earlier one, prefix by prefix.
///
/// @param byPrefix of version 2 of the format
/// @param aliases by short name
/// @see "containers-registries.conf(5), containers-registries.conf.d(5)"
record RegistriesConf(Map<String, ConfiguredRegistry> byPrefix, Map<String, String> aliases) {
    private static final String VARIABLE = "CONTAINERS_REGISTRIES_CONF";
    private static final Path MACHINES = Path.of("/etc/containers");
    private static final int MAX_BYTES = 4 << 20;

    RegistriesConf {
        byPrefix = Map.copyOf(byPrefix);
        aliases = Map.copyOf(aliases);
    }

    /// @param environment of the process; see [RegistryOptions]
    /// @throws ProblemException `registries-conf-broken`
    static RegistriesConf load(Map<String, String> environment) throws ProblemException {
        var byPrefix = new TreeMap<String, ConfiguredRegistry>();
        var aliases = new TreeMap<String, String>();
        for (var file : files(environment)) {
            try (var in = Files.newInputStream(file)) {
                var bytes = in.readNBytes(MAX_BYTES + 1);
                if (bytes.length > MAX_BYTES) {
                    throw new MalformedConfException(
                            "it is larger than %d bytes".formatted(MAX_BYTES));
                }
                add(Toml.read(bytes), byPrefix, aliases);
            } catch (IOException | MalformedFileException | MalformedConfException e) {
                throw broken(file, e);
            }
        }
        aliases.values().removeIf(String::isEmpty);
        return new RegistriesConf(byPrefix, aliases);
    }

    private static ProblemException broken(Path file, Exception e) {
        var why = e instanceof NoSuchFileException ? "there is no such file" : e.getMessage();
        return new ProblemException(
                new Problem(
                        "registries-conf-broken",
                        "the configuration of registries %s cannot be used: %s"
                                .formatted(file, why),
                        "mend the file, or set %s to another, or to /dev/null".formatted(VARIABLE)),
                e);
    }

    private static List<Path> files(Map<String, String> environment) throws ProblemException {
        var named = environment.getOrDefault(VARIABLE, "");
        if (!named.isEmpty()) {
            return List.of(Path.of(named));
        }
        var folders = new ArrayList<>(List.of(MACHINES));
        var home = environment.getOrDefault("HOME", "");
        var config = environment.getOrDefault("XDG_CONFIG_HOME", "");
        if (!config.isEmpty() || !home.isEmpty()) {
            var folder = config.isEmpty() ? Path.of(home, ".config") : Path.of(config);
            folders.add(folder.resolve("containers"));
        }
        var files = new ArrayList<Path>();
        folders.reversed().stream()
                .map(folder -> folder.resolve("registries.conf"))
                .filter(Files::exists)
                .findFirst()
                .ifPresent(files::add);
        for (var folder : folders) {
            files.addAll(dropIns(folder.resolve("registries.conf.d")));
        }
        return files;
    }

    private static List<Path> dropIns(Path folder) throws ProblemException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".conf"))
                    .sorted(Comparator.comparing(Path::toString))
                    .toList();
        } catch (NoSuchFileException | NotDirectoryException _) {
            return List.of();
        } catch (IOException e) {
            throw broken(folder, e);
        }
    }

    static void add(
            Json file, Map<String, ConfiguredRegistry> byPrefix, Map<String, String> aliases)
            throws MalformedConfException {
        if (file.has("registries")) {
            throw new MalformedConfException("it has the form of version 1, given up in 2022");
        }
        for (var table : file.get("registry").items()) {
            var one = registry(table);
            byPrefix.put(one.prefix(), one);
        }
        file.get("aliases")
                .members()
                .forEach((name, value) -> aliases.put(name, value.text().orElse("")));
    }

    private static ConfiguredRegistry registry(Json table) throws MalformedConfException {
        var stated = location(table, "location");
        var prefix = location(table, "prefix");
        if (stated.isEmpty() && prefix.isEmpty()) {
            throw new MalformedConfException("a registry has neither 'prefix' nor 'location'");
        }
        boolean wildcard = prefix.startsWith(ConfiguredRegistry.WILDCARD);
        var place =
                new Place(
                        stated.isEmpty() && !wildcard ? prefix : stated,
                        table.get("insecure").isTrue());
        boolean byDigest = table.get("mirror-by-digest-only").isTrue();
        var mirrors = new ArrayList<MirrorPlace>();
        for (var mirror : table.get("mirror").items()) {
            var location = location(mirror, "location");
            if (location.isEmpty()) {
                throw new MalformedConfException("a mirror has no 'location'");
            }
            mirrors.add(
                    new MirrorPlace(
                            new Place(location, mirror.get("insecure").isTrue()),
                            byDigest ? Asked.BY_DIGEST : asked(mirror.text("pull-from-mirror"))));
        }
        return new ConfiguredRegistry(
                prefix.isEmpty() ? stated : prefix, place, table.get("blocked").isTrue(), mirrors);
    }

    private static String location(Json table, String member) throws MalformedConfException {
        var text = table.text(member);
        if (text.contains("://")) {
            throw new MalformedConfException(
                    "'%s' is to be written without a scheme".formatted(text));
        }
        return text.replaceFirst("/+$", "");
    }

    private static Asked asked(String word) throws MalformedConfException {
        return switch (word) {
            case "", "all" -> Asked.ALL;
            case "digest-only" -> Asked.BY_DIGEST;
            case "tag-only" -> Asked.BY_TAG;
            default ->
                    throw new MalformedConfException(
                            "'%s' is no value of 'pull-from-mirror'".formatted(word));
        };
    }

    /// The table for an image: that with the longest prefix; where two are as long, the one without
    /// a `*`.
    Optional<ConfiguredRegistry> find(ImageReference image) {
        return find(image.toString());
    }

    private Optional<ConfiguredRegistry> find(String name) {
        return byPrefix.values().stream()
                .filter(one -> one.matches(name))
                .max(
                        Comparator.comparingInt((ConfiguredRegistry one) -> one.prefix().length())
                                .thenComparing(ConfiguredRegistry::prefix));
    }

    /// Whether plain HTTP will do where there is no TLS, for what is asked for by this very name.
    ///
    /// @param name of an image, or of a registry
    boolean isInsecure(String name) {
        return find(name).filter(ConfiguredRegistry::isInsecure).isPresent();
    }

    /// A name as the user typed it, with the short name that it is written out.
    String withoutAlias(String name) {
        int end = name.indexOf('@') < 0 ? name.length() : name.indexOf('@');
        int colon = name.lastIndexOf(':', end - 1);
        var shortName = name.substring(0, colon < 0 ? end : colon);
        var full = aliases.get(shortName);
        return full == null ? name : full + name.substring(shortName.length());
    }
}
