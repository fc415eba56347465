package org.tidewaiter.inventory.program;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.TreeMap;
import org.tidewaiter.image.reader.ClaimedFile;
import org.tidewaiter.image.reader.Claims;
import org.tidewaiter.image.reader.FileReader;
import org.tidewaiter.image.reader.Reading;

/// Reads which libraries a JavaScript file is or has inside, by the banners that their makers put
/// at the head of them; the libraries stand in the table `scripts.tsv`. A file that a bundler made
/// is a gap, since it has more inside than banners tell.
///
/// What it sees counts only where no distribution's package owns the file. In `node_modules` the
/// packages speak for themselves. Left out: source maps, and minified bundles of nothing but
/// modules of ECMAScript, in which esbuild and Rollup leave no sign of themselves.
public final class ScriptReader implements FileReader {
    public static final String NAME = "javascript-file";

    /// What a bundler leaves in what it makes, also minified, and its name: words of its own, or
    /// how it joins modules of CommonJS.
    private static final Map<String, String> SIGNS =
            new TreeMap<>(
                    Map.ofEntries(
                            Map.entry("function __webpack_require__(", "webpack"),
                            Map.entry("webpackChunk", "webpack"),
                            Map.entry("webpackJsonp", "webpack"),
                            Map.entry("/*! For license information please see ", "webpack"),
                            Map.entry("parcelRequire", "Parcel"),
                            Map.entry("__vite__mapDeps", "Vite"),
                            Map.entry("supports(\"modulepreload\")", "Vite"),
                            Map.entry("cb[__getOwnPropNames(cb)[0]]", "esbuild"),
                            Map.entry("={exports:{}}).exports,", "esbuild"),
                            Map.entry("\n// node_modules/", "esbuild"),
                            Map.entry("function getDefaultExportFromCjs", "Rollup"),
                            Map.entry(
                                    ".__esModule&&Object.prototype.hasOwnProperty.call(", "Rollup"),
                            Map.entry("//#region node_modules/", "Rolldown")));

    private static final ProgramTable TABLE =
            ProgramTable.load("scripts.tsv", SIGNS.keySet().toArray(String[]::new));

    @Override
    public String name() {
        return NAME;
    }

    /// By windows only, of files of any size.
    @Override
    public Claims claims() {
        return Claims.paths("**/*.js", "**/*.mjs", "**/*.cjs")
                .withAnchors(ProgramTable.WINDOW_BYTES, TABLE.anchors())
                .withMaxBytes(0);
    }

    @Override
    public Reading read(ClaimedFile file) {
        if (file.windows().isEmpty() || ("/" + file.path()).contains("/node_modules/")) {
            return Reading.NOTHING;
        }
        var bundlers = new LinkedHashSet<String>();
        for (var window : file.windows()) {
            var sign = TABLE.anchor(window.anchor()).text();
            if (SIGNS.containsKey(sign)) {
                bundlers.add(SIGNS.get(sign));
            }
        }
        var products = TABLE.reading(file, _ -> true);
        var gaps = new ArrayList<>(products.gaps());
        if (!bundlers.isEmpty()) {
            gaps.add(
                    "bundled JavaScript (%s): which packages are in it cannot be told"
                            .formatted(String.join(", ", bundlers)));
        }
        return new Reading(products.observations(), gaps);
    }
}
