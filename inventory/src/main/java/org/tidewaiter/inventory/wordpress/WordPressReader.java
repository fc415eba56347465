package org.tidewaiter.inventory.wordpress;

import java.util.List;
import java.util.regex.Pattern;
import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.Claims;
import org.tidewaiter.image.reader.FileReader;
import org.tidewaiter.image.reader.Reading;
import org.tidewaiter.model.Observation.PackageSeen;
import org.tidewaiter.model.Purl;

/// Reads the version of WordPress itself, and the headers of its plugins and themes: lines of `Key:
/// value` in the comment at the top of a plugin's main file or a theme's `style.css`.
///
/// Plugins and themes are named by their directory, as the WordPress directory names them
/// (`pkg:wordpress-plugin/akismet@5.3`), and a plugin that is one file by that. A file without a
/// header is a part of one.
///
/// @see "WordPress developer documentation, plugin and theme header requirements"
public final class WordPressReader implements FileReader {
    private static final long MAX_BYTES = 8 << 20;

    /// WordPress reads no further.
    private static final int HEADER_LENGTH = 8192;

    private static final Pattern CORE =
            Pattern.compile("(?m)^\\$wp_version\\s*+=\\s*+'([\\w.-]{1,60}+)'");
    private static final Pattern PLUGIN = header("Plugin Name");
    private static final Pattern THEME = header("Theme Name");
    private static final Pattern VERSION = header("Version");
    private static final Pattern SLUG = Pattern.compile("[\\w.-]{1,200}+");

    @Override
    public String name() {
        return "wordpress";
    }

    @Override
    public Claims claims() {
        return Claims.paths(
                        "**/wp-includes/version.php",
                        "**/wp-content/plugins/*.php",
                        "**/wp-content/plugins/*/*.php",
                        "**/wp-content/themes/*/style.css")
                .withMaxBytes(MAX_BYTES);
    }

    @Override
    public Reading read(ClaimedFile file) {
        var text = file.text();
        if (file.path().endsWith("wp-includes/version.php")) {
            var core = CORE.matcher(text);
            return core.find() ? seen("generic", "wordpress", core.group(1), "") : Reading.NOTHING;
        }
        var header = text.substring(0, Math.min(text.length(), HEADER_LENGTH));
        boolean isTheme = file.path().endsWith(".css");
        var directory = file.directory();
        boolean isOneFile = directory.endsWith("/plugins/");
        var home = isOneFile ? file.path() : directory;
        var slug = home.substring(home.lastIndexOf('/', home.length() - 2) + 1);
        slug = slug.substring(0, slug.length() - (isOneFile ? ".php" : "/").length());
        if (!(isTheme ? THEME : PLUGIN).matcher(header).find() || !SLUG.matcher(slug).matches()) {
            return Reading.NOTHING;
        }
        var version = VERSION.matcher(header);
        return seen(
                isTheme ? "wordpress-theme" : "wordpress-plugin",
                slug,
                version.find() ? version.group(1).strip() : "",
                home);
    }

    private static Pattern header(String key) {
        return Pattern.compile("(?m)^[ \\t/*#@]*+%s:[ \\t]*+(\\S[^\\n]{0,100})".formatted(key));
    }

    private static Reading seen(String type, String name, String version, String home) {
        return Reading.of(
                PackageSeen.installed(Purl.of(type, "", name, version))
                        .withFiles(home.isEmpty() ? List.of() : List.of(home)));
    }
}
