package org.tidewaiter.inventory.perl;

import java.util.LinkedHashMap;
import java.util.regex.Pattern;
import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.Claims;
import org.tidewaiter.image.reader.FileReader;
import org.tidewaiter.image.reader.Reading;
import org.tidewaiter.inventory.text.PackageList;
import org.tidewaiter.model.Purl;

/// Reads `perllocal.pod`, to which ExtUtils::MakeMaker appends a section for each module that it
/// installs. An install of a newer version is appended like any other, so the last one counts.
///
/// A distribution is named after its main module, `Foo::Bar` is `Foo-Bar`, which nearly all of CPAN
/// follows.
///
/// @see "ExtUtils::MakeMaker source, MM_Unix.pm, doc_install; ExtUtils::Command::MM"
public final class PerlLocalReader implements FileReader {
    private static final long MAX_BYTES = 16 << 20;
    private static final Pattern MODULE =
            Pattern.compile("=head2 .*: C<Module> L<([\\w:]{1,200}+)(?:\\|[^>]*+)?>.*");
    private static final Pattern VERSION = Pattern.compile("C<VERSION: ([^>\\s]{1,100}+)>.*");

    @Override
    public String name() {
        return "perllocal";
    }

    @Override
    public Claims claims() {
        return Claims.paths("**/perllocal.pod").withMaxBytes(MAX_BYTES);
    }

    @Override
    public Reading read(ClaimedFile file) {
        var versions = new LinkedHashMap<String, String>();
        var module = "";
        for (var line : (Iterable<String>) file.text().lines()::iterator) {
            var heading = MODULE.matcher(line);
            var version = VERSION.matcher(line.strip());
            if (heading.matches()) {
                module = heading.group(1);
                versions.put(module, "");
            } else if (version.matches() && !module.isEmpty()) {
                versions.put(module, version.group(1));
            }
        }
        var list = PackageList.installed();
        versions.forEach(
                (name, version) -> list.add(Purl.of("cpan", "", name.replace("::", "-"), version)));
        return list.reading();
    }
}
