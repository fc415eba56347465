package org.tidewaiter.inventory.dotnet;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.Claims;
import org.tidewaiter.image.reader.Claims.Bytes;
import org.tidewaiter.image.reader.FileReader;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.image.reader.Reading;
import org.tidewaiter.inventory.executable.PortableExecutable;
import org.tidewaiter.model.Observation.PackageSeen;
import org.tidewaiter.model.Purl;

/// Reads the version resource of .NET assemblies and of Windows programs and libraries.
///
/// A library of .NET whose versions of file and product agree is named as a package of NuGet, since
/// that is what the tools of NuGet write; all else is `generic`. What it sees counts only where no
/// package owns the file, as those in a `deps.json` do. Left out: satellite assemblies, which
/// belong to another, and versions that nobody chose: zeros, and the first one that the tools give
/// a project whose author states nothing.
///
/// @see "Microsoft: VERSIONINFO resource"
public final class PeVersionReader implements FileReader {
    public static final String NAME = "pe-version";

    static final int WINDOW_BYTES = 16 << 10;

    private static final Pattern VERSION =
            Pattern.compile(
                    "v?([0-9]{1,9}(?:(?:\\.|, ?)[0-9]{1,9}){1,4}[a-z]?"
                            + "(?:-[0-9A-Za-z][0-9A-Za-z.-]{0,99})?)(?:[+\\s].*)?",
                    Pattern.DOTALL);
    private static final Pattern ENDING =
            Pattern.compile("(?i)\\.(?:dll|exe|sys|ocx|pyd|node)(?:\\.mui)?$");
    private static final Pattern MAJOR_MINOR = Pattern.compile("[0-9]+\\.[0-9]+");
    private static final Pattern NAMED =
            Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ._+()-]{0,99}");

    @Override
    public String name() {
        return NAME;
    }

    /// By windows only, of files of any size.
    @Override
    public Claims claims() {
        return Claims.magics(Bytes.of('M', 'Z'))
                .withAnchors(WINDOW_BYTES, wide("VS_VERSION_INFO\0"))
                .withMaxBytes(0);
    }

    @Override
    public Reading read(ClaimedFile file) throws MalformedFileException {
        var headers = PortableExecutable.of(file.head());
        if (headers.isEmpty()) {
            return Reading.NOTHING;
        }
        for (var window : file.windows()) {
            if (headers.get().hasResourcesAt(window.offset())) {
                return purl(headers.get(), VersionResource.read(window.bytes()))
                        .map(purl -> Reading.of(PackageSeen.installed(purl)))
                        .orElse(Reading.NOTHING);
            }
        }
        return Reading.NOTHING;
    }

    private static Optional<Purl> purl(PortableExecutable headers, VersionResource resource) {
        var file =
                resource.text("OriginalFilename").isEmpty()
                        ? resource.text("InternalName")
                        : resource.text("OriginalFilename");
        var name = ENDING.matcher(file).replaceFirst("");
        var product = version(resource.text("ProductVersion"));
        var version = version(resource.text("FileVersion")).or(() -> product);
        if (version.isEmpty() || !NAMED.matcher(name).matches()) {
            return Optional.empty();
        }
        boolean isLibrary = headers.isManaged() && !file.toLowerCase(Locale.ROOT).endsWith(".exe");
        if (headers.isManaged()
                && (name.endsWith(".resources")
                        || isUnstated(name, version.get(), resource.text("CompanyName")))) {
            return Optional.empty();
        }
        return product.filter(stated -> isLibrary && agree(stated, version.get()))
                .flatMap(stated -> NugetName.purl(name, normal(stated)))
                .or(() -> Optional.of(Purl.of("generic", "", name, version.get())));
    }

    /// @return nothing also where it is all zeros
    private static Optional<String> version(String stated) {
        var version = VERSION.matcher(stated);
        return version.matches() && stated.chars().anyMatch(digit -> digit > '0' && digit <= '9')
                ? Optional.of(version.group(1).replaceAll(", ?", "."))
                : Optional.empty();
    }

    /// The tools take the assembly's name for the company where the author names none.
    private static boolean isUnstated(String name, String version, String company) {
        return company.equals(name) && normal(version).equals("1.0.0");
    }

    /// A part that says how often it was built does not tell one release from another.
    private static boolean agree(String product, String file) {
        return majorMinor(product).equals(majorMinor(file));
    }

    private static String majorMinor(String version) {
        var matcher = MAJOR_MINOR.matcher(version);
        return matcher.lookingAt() ? matcher.group() : "";
    }

    /// As NuGet does, without a fourth part that is zero.
    private static String normal(String version) {
        return version.replaceFirst("^([0-9]+\\.[0-9]+\\.[0-9]+)\\.0+$", "$1");
    }

    private static Bytes wide(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_16LE);
        var values = new int[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            values[i] = bytes[i];
        }
        return Bytes.of(values);
    }
}
