package org.tidewaiter.inventory.lua;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.Claims;
import org.tidewaiter.image.reader.FileReader;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.image.reader.Reading;
import org.tidewaiter.inventory.licence.SpdxLicences;
import org.tidewaiter.model.Observation.PackageSeen;
import org.tidewaiter.model.Purl;

/// Reads the rockspec of an installed rock, `lib/luarocks/rocks-5.4/NAME/VERSION/*.rockspec`. One
/// that lies elsewhere is source. A rockspec is Lua, and is not run: LuaRocks itself names the
/// directories after the rock, and the licence is taken where it is a literal.
///
/// @see "LuaRocks documentation, rockspec format"
public final class RockspecReader implements FileReader {
    private static final long MAX_BYTES = 1 << 20;
    private static final Pattern LICENCE =
            Pattern.compile("(?m)^\\s*+license\\s*+=\\s*+[\"']([^\"'\\n]+)[\"']");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,200}+");

    @Override
    public String name() {
        return "rockspec";
    }

    @Override
    public Claims claims() {
        return Claims.paths("**/luarocks/rocks*/*/*/*.rockspec").withMaxBytes(MAX_BYTES);
    }

    @Override
    public Reading read(ClaimedFile file) throws MalformedFileException {
        var segments = file.path().split("/", -1);
        var name = segments[segments.length - 3];
        var version = segments[segments.length - 2];
        if (!NAME.matcher(name).matches() || !NAME.matcher(version).matches()) {
            throw new MalformedFileException("an installed rock without a usable name and version");
        }
        var licence = LICENCE.matcher(file.text());
        return Reading.of(
                PackageSeen.installed(
                                Purl.of("luarocks", "", name.toLowerCase(Locale.ROOT), version))
                        .withLicences(
                                licence.find()
                                        ? List.of(SpdxLicences.recognise(licence.group(1)))
                                        : List.of())
                        .withFiles(List.of(file.directory())));
    }
}
