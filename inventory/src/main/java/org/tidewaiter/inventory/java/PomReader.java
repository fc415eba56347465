package org.tidewaiter.inventory.java;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.Claims;
import org.tidewaiter.image.reader.FileReader;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.image.reader.Reading;
import org.tidewaiter.inventory.text.InstalledTree;
import org.tidewaiter.inventory.text.Listing;
import org.tidewaiter.inventory.text.PackageList;
import org.tidewaiter.inventory.text.Xml;

/// Reads the direct dependencies of a Maven project from its `pom.xml`, as far as the file itself
/// says their versions: literally, by its own properties, or by its own dependency management. What
/// it lists is declared, not proven to be installed; what those dependencies need in turn, the file
/// does not say.
///
/// One gap names the dependencies whose version a parent or an imported project says, or that ask
/// for a range. Left out: dependencies of scope `test`, `provided` and `system`, those of profiles,
/// and the project's other modules. A file inside of `META-INF/maven` came with an archive.
///
/// @see "Maven documentation, POM reference and introduction to the dependency mechanism"
public final class PomReader implements FileReader {
    private static final long MAX_BYTES = 4 << 20;
    private static final int MAX_SUBSTITUTIONS = 20;
    private static final int MAX_LENGTH = 400;
    private static final Pattern PROPERTY = Pattern.compile("\\$\\{([^${}]+)}");
    private static final Pattern PART = Pattern.compile("[A-Za-z0-9_.-]{1,200}+");
    private static final Pattern VERSION = Pattern.compile("[^\\s\\[\\](),${}]{1,200}+");
    private static final Set<String> LEFT_OUT = Set.of("test", "provided", "system");

    @Override
    public String name() {
        return "maven-pom";
    }

    @Override
    public Claims claims() {
        return Claims.paths("**/pom.xml").withMaxBytes(MAX_BYTES);
    }

    @Override
    public Reading read(ClaimedFile file) throws MalformedFileException {
        if (("/" + file.path()).contains("/META-INF/") || InstalledTree.holds(file.path())) {
            return Reading.NOTHING;
        }
        var project = Xml.read(file.head());
        if (!project.name().equals("project")) {
            throw new MalformedFileException("no Maven project");
        }
        return new Project(project).reading();
    }

    private static final class Project {
        private final Xml xml;
        private final Map<String, String> properties = new HashMap<>();
        private final Map<String, Xml> managed = new HashMap<>();

        Project(Xml xml) {
            this.xml = xml;
            xml.all("properties").stream()
                    .flatMap(all -> all.children().stream())
                    .forEach(property -> properties.put(property.name(), property.text()));
            for (var part : List.of("groupId", "artifactId", "version")) {
                var inherited = xml.all("parent").stream().map(parent -> parent.text(part));
                var own = xml.text(part);
                inherited
                        .findFirst()
                        .ifPresent(text -> properties.put("project.parent." + part, text));
                properties.put(
                        "project." + part,
                        own.isEmpty()
                                ? properties.getOrDefault("project.parent." + part, "")
                                : own);
            }
            xml.all("dependencyManagement", "dependencies", "dependency")
                    .forEach(entry -> managed.putIfAbsent(key(entry), entry));
        }

        Reading reading() {
            var list = PackageList.declared();
            var unsaid = new ArrayList<String>();
            for (var entry : xml.all("dependencies", "dependency")) {
                if (isLeftOut(entry)) {
                    continue;
                }
                var said = entry.text("version");
                var version = resolve(said.isEmpty() ? fromManagement(entry, "version") : said);
                var group = resolve(entry.text("groupId"));
                var artifact = resolve(entry.text("artifactId"));
                if (PART.matcher(group).matches()
                        && PART.matcher(artifact).matches()
                        && VERSION.matcher(version).matches()) {
                    list.add(new Coordinates(group, artifact, version).purl());
                } else {
                    unsaid.add(group + ":" + artifact);
                }
            }
            if (!unsaid.isEmpty()) {
                list.gap("the file does not say which version of " + Listing.of(unsaid));
            }
            return list.reading();
        }

        private boolean isLeftOut(Xml entry) {
            var scope = entry.text("scope");
            var version = entry.text("version");
            boolean isOwnModule =
                    resolve(entry.text("groupId")).equals(properties.get("project.groupId"))
                            && (version.equals("${project.version}")
                                    || version.equals("${revision}"));
            return isOwnModule
                    || LEFT_OUT.contains(scope.isEmpty() ? fromManagement(entry, "scope") : scope);
        }

        private String fromManagement(Xml entry, String part) {
            var found = managed.get(key(entry));
            return found == null ? "" : found.text(part);
        }

        private String key(Xml entry) {
            return resolve(entry.text("groupId"))
                    + ":"
                    + resolve(entry.text("artifactId"))
                    + ":"
                    + entry.text("type").replaceFirst("^jar$", "")
                    + ":"
                    + entry.text("classifier");
        }

        /// @return with `${...}` left in it where nothing says its value
        private String resolve(String text) {
            var resolved = text;
            for (int i = 0; i < MAX_SUBSTITUTIONS && resolved.length() <= MAX_LENGTH; i++) {
                var property = PROPERTY.matcher(resolved);
                if (!property.find()) {
                    break;
                }
                var name = property.group(1).replaceFirst("^pom\\.", "project.");
                var value = properties.get(name);
                if (value == null || value.length() > MAX_LENGTH) {
                    break;
                }
                resolved =
                        resolved.substring(0, property.start())
                                + value
                                + resolved.substring(property.end());
            }
            return resolved;
        }
    }
}
