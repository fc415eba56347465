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
        for (var table : tables(file, "registry")) {
            var one = registry(table);
            byPrefix.put(one.prefix(), one);
        }
        for (var name : table(file, "aliases").members().keySet()) {
            aliases.put(name, text(file.get("aliases"), name));
        }
    }

    private static ConfiguredRegistry registry(Json table) throws MalformedConfException {
        var stated = location(table, "location");
        var prefix = location(table, "prefix");
        if (stated.isEmpty() && prefix.isEmpty()) {
            throw new MalformedConfException("a registry has neither 'prefix' nor 'location'");
        }
        boolean wildcard = prefix.startsWith(ConfiguredRegistry.WILDCARD);
        if (prefix.lastIndexOf('*') > (wildcard ? 0 : -1)) {
            throw new MalformedConfException(
                    "'%s' has a '*' that is not followed by a dot at its beginning"
                            .formatted(prefix));
        }
        var place =
                new Place(stated.isEmpty() && !wildcard ? prefix : stated, flag(table, "insecure"));
        boolean byDigest = flag(table, "mirror-by-digest-only");
        var mirrors = new ArrayList<MirrorPlace>();
        for (var mirror : tables(table, "mirror")) {
            var location = location(mirror, "location");
            if (location.isEmpty()) {
                throw new MalformedConfException("a mirror has no 'location'");
            }
            var asked = asked(text(mirror, "pull-from-mirror"));
            mirrors.add(
                    new MirrorPlace(
                            new Place(location, flag(mirror, "insecure")),
                            byDigest ? Asked.BY_DIGEST : asked));
        }
        return new ConfiguredRegistry(
                prefix.isEmpty() ? stated : prefix, place, flag(table, "blocked"), mirrors);
    }

    private static List<Json> tables(Json parent, String member) throws MalformedConfException {
        var tables = parent.get(member);
        boolean sound =
                tables instanceof Json.JsonArray(var items)
                        ? items.stream().allMatch(Json.JsonObject.class::isInstance)
                        : !parent.has(member);
        if (!sound) {
            throw new MalformedConfException("'%s' is not written as [[...]]".formatted(member));
        }
        return tables.items();
    }

    private static Json table(Json parent, String member) throws MalformedConfException {
        var table = parent.get(member);
        if (parent.has(member) && !(table instanceof Json.JsonObject)) {
            throw new MalformedConfException("'%s' is no table".formatted(member));
        }
        return table;
    }

    /// Someone who wrote a wrong one has meant something by it.
    private static boolean flag(Json table, String member) throws MalformedConfException {
        if (table.has(member) && !(table.get(member) instanceof Json.JsonBoolean)) {
            throw new MalformedConfException("'%s' is neither true nor false".formatted(member));
        }
        return table.get(member).isTrue();
    }

    private static String text(Json table, String member) throws MalformedConfException {
        if (table.has(member) && table.get(member).text().isEmpty()) {
            throw new MalformedConfException("'%s' is no text".formatted(member));
        }
        return table.text(member);
    }

    private static String location(Json table, String member) throws MalformedConfException {
        var text = text(table, member);
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
        int colon = name.indexOf(':', name.lastIndexOf('/', end - 1) + 1);
        var shortName = name.substring(0, colon < 0 || colon > end ? end : colon);
        var full = aliases.get(shortName);
        return full == null ? name : full + name.substring(shortName.length());
    }
}
