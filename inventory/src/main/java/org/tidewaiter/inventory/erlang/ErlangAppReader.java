package org.tidewaiter.inventory.erlang;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.Claims;
import org.tidewaiter.image.reader.FileReader;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.image.reader.Reading;
import org.tidewaiter.model.Observation.PackageSeen;
import org.tidewaiter.model.Purl;

/// Reads the resource file of a compiled application of Erlang or Elixir, `ebin/NAME.app`:
/// `{application, cowboy, [{vsn, "2.9.0"}, ...]}.`
///
/// The file does not say where the application is from. Those of Erlang/OTP and of Elixir
/// themselves are known by name; every other one counts as the package of that name at Hex, where
/// nearly all are from. So the image's own application is listed too.
///
/// @see "Erlang/OTP documentation, app(4)"
public final class ErlangAppReader implements FileReader {
    private static final long MAX_BYTES = 1 << 20;
    private static final Pattern NAME =
            Pattern.compile("\\{\\s*+application\\s*+,\\s*+'?([a-z][A-Za-z0-9_@]{0,199}+)'?\\s*+,");
    private static final Pattern VERSION =
            Pattern.compile("\\{\\s*+vsn\\s*+,\\s*+\"([^\"\\n]{0,200})\"");

    private static final Set<String> OF_OTP =
            Set.of(
                    "asn1",
                    "common_test",
                    "compiler",
                    "crypto",
                    "debugger",
                    "dialyzer",
                    "diameter",
                    "edoc",
                    "eldap",
                    "erl_interface",
                    "erts",
                    "et",
                    "eunit",
                    "ftp",
                    "inets",
                    "jinterface",
                    "kernel",
                    "megaco",
                    "mnesia",
                    "observer",
                    "odbc",
                    "os_mon",
                    "parsetools",
                    "public_key",
                    "reltool",
                    "runtime_tools",
                    "sasl",
                    "snmp",
                    "ssh",
                    "ssl",
                    "stdlib",
                    "syntax_tools",
                    "tftp",
                    "tools",
                    "wx",
                    "xmerl");
    private static final Set<String> OF_ELIXIR =
            Set.of("eex", "elixir", "ex_unit", "iex", "logger", "mix");

    @Override
    public String name() {
        return "erlang-app";
    }

    @Override
    public Claims claims() {
        return Claims.paths("**/ebin/*.app").withMaxBytes(MAX_BYTES);
    }

    @Override
    public Reading read(ClaimedFile file) throws MalformedFileException {
        var name = NAME.matcher(file.text());
        var version = VERSION.matcher(file.text());
        if (!name.find() || !version.find() || version.group(1).isBlank()) {
            throw new MalformedFileException(
                    "an application without a name and a version, so it cannot be judged");
        }
        var home = file.path().substring(0, file.path().lastIndexOf("ebin/"));
        return Reading.of(
                PackageSeen.installed(
                                Purl.of(type(name.group(1)), "", name.group(1), version.group(1)))
                        .withFiles(List.of(home + "ebin/", home + "priv/")));
    }

    private static String type(String name) {
        return OF_OTP.contains(name) || OF_ELIXIR.contains(name) ? "otp" : "hex";
    }
}
