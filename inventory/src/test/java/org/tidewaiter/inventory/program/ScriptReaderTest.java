package org.tidewaiter.inventory.program;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.tidewaiter.image.reader.Reading;
import org.tidewaiter.inventory.ReadFile;

class ScriptReaderTest {
    @ParameterizedTest
    @MethodSource("banners")
    void aLibraryIsKnownByItsBanner(Banner banner) {
        assertThat(ReadFile.purls(read("srv/static/angular.js", banner.text)))
                .containsExactly(banner.purl);
    }

    @Test
    void everyLibraryHasABanner() {
        assertThat(
                        banners()
                                .map(one -> one.purl.substring(0, one.purl.lastIndexOf('@')))
                                .collect(Collectors.toSet()))
                .isEqualTo(
                        ProgramTable.load("scripts.tsv").evidence().stream()
                                .map(one -> one.product().toString())
                                .collect(Collectors.toSet()));
    }

    @Test
    void aBundleIsAGap() {
        var bundle =
                "/*! jQuery v3.6.0 | (c) OpenJS */(self.webpackChunkapp=self.webpackChunkapp||[])";
        var reading = read("srv/main.js", bundle);

        assertThat(ReadFile.purls(reading)).containsExactly("pkg:npm/jquery@3.6.0");
        assertThat(reading.gaps())
                .containsExactly(
                        "bundled JavaScript (webpack): which packages are in it cannot be told");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            textBlock =
                    """
                    esbuild  ~ var __commonJS = (cb, mod) => function __require() { return mod || (0, cb[__getOwnPropNames(cb)[0]])
                    esbuild  ~ var x=(e,t)=>()=>(t||e((t={exports:{}}).exports,t),t.exports);
                    Rollup   ~ function getDefaultExportFromCjs (x) { return x }
                    Rollup   ~ function b_(t){return t&&t.__esModule&&Object.prototype.hasOwnProperty.call(t,"default")?t.default:t}
                    Vite     ~ const t=document.createElement("link").relList;if(t&&t.supports&&t.supports("modulepreload"))return;
                    Rolldown ~ //#region node_modules/.pnpm/lodash@4.17.21/node_modules/lodash/lodash.js
                    """)
    void aBundlerIsToldByHowItJoinsModules(String bundler, String text) {
        assertThat(read("srv/assets/index-x.js", text).gaps())
                .containsExactly(
                        "bundled JavaScript (%s): which packages are in it cannot be told"
                                .formatted(bundler));
    }

    @Test
    void theCommentsOfABundleThatIsNotMinifiedTellItToo() {
        assertThat(read("srv/app.mjs", "#!/usr/bin/env node\n// node_modules/a/index.js\n").gaps())
                .hasSize(1);
    }

    @Test
    void anOrdinaryFileIsNoGap() {
        assertThat(read("srv/main.js", "import $ from 'jquery'; // jQuery v3"))
                .isEqualTo(Reading.NOTHING);
    }

    @Test
    void whatAnInstalledPackageHasInsideIsItsOwn() {
        assertThat(read("app/node_modules/a/dist.js", "/*! jQuery v3.6.0 | (c) */webpackChunk"))
                .isEqualTo(Reading.NOTHING);
    }

    @FuzzTest
    void anyBytesAreRead(byte[] bytes) {
        read("a.js", new String(bytes, ISO_8859_1));
    }

    record Banner(String purl, String text) {}

    private static Stream<Banner> banners() {
        return Stream.of(
                new Banner("pkg:npm/jquery@3.6.0", "/*! jQuery v3.6.0 | (c) OpenJS Foundation"),
                new Banner("pkg:npm/jquery@3.5.1", "/*! jQuery v3.5.1 -ajax,-effects | (c) JS"),
                new Banner("pkg:npm/jquery@1.12.4", "/*!\n * jQuery JavaScript Library v1.12.4\n"),
                new Banner("pkg:npm/jquery-ui@1.12.1", "/*! jQuery UI - v1.12.1 - 2016-09-14"),
                new Banner("pkg:npm/jquery-migrate@3.3.2", "/*! jQuery Migrate v3.3.2 | (c) O"),
                new Banner(
                        "pkg:npm/jquery-validation@1.19.5",
                        "/*!\n * jQuery Validation Plugin v1.19.5\n"),
                new Banner("pkg:npm/bootstrap@5.1.3", " * Bootstrap v5.1.3 (https://getboots"),
                new Banner("pkg:npm/angular@1.8.2", "/*\n AngularJS v1.8.2\n (c) 2010-2020 Goo"),
                new Banner("pkg:npm/vue@2.6.14", "/*!\n * Vue.js v2.6.14\n * (c) 2014-2021"),
                new Banner("pkg:npm/vue@3.4.21", "/**\n* vue v3.4.21\n* (c) 2018-present"),
                new Banner(
                        "pkg:npm/react@17.0.2",
                        "/** @license React v17.0.2\n * react.production.min.js\n"),
                new Banner(
                        "pkg:npm/react-dom@16.13.1",
                        "/** @license React v16.13.1\n * react-dom.production.min.js\n"),
                new Banner(
                        "pkg:npm/moment@2.29.4",
                        "//! moment.js\n//! version : 2.29.4\n//! authors : Tim Wood, Is"),
                new Banner(
                        "pkg:npm/handlebars@4.7.7",
                        "/**!\n\n @license\n handlebars v4.7.7\n\nCopyright (C) 2011"),
                new Banner("pkg:npm/dompurify@2.3.8", "/*! @license DOMPurify 2.3.8 | (c) Cure"),
                new Banner("pkg:npm/underscore@1.13.1", "//     Underscore.js 1.13.1\n"),
                new Banner("pkg:npm/backbone@1.4.0", "//     Backbone.js 1.4.0\n"),
                new Banner("pkg:npm/lodash@3.10.1", " * lodash 3.10.1 (Custom Build) <http"),
                new Banner("pkg:npm/chart.js@3.9.1", "/*!\n * Chart.js v3.9.1\n"),
                new Banner("pkg:npm/d3@7.8.5", "// https://d3js.org v7.8.5 Copyright 2010"),
                new Banner("pkg:npm/axios@1.6.0", "// Axios v1.6.0 Copyright (c) 2023"),
                new Banner("pkg:npm/select2@4.0.13", "/*! Select2 4.0.13 | https://github.com"),
                new Banner("pkg:npm/datatables.net@1.13.4", "/*! DataTables 1.13.4\n"),
                new Banner(
                        "pkg:npm/knockout@3.5.1", "/*!\n * Knockout JavaScript library v3.5.1\n"),
                new Banner("pkg:npm/tinymce@6.4.2", " * TinyMCE version 6.4.2 (2023-04-26)"),
                new Banner("pkg:npm/leaflet@1.9.4", " * Leaflet 1.9.4, a JS library for"),
                new Banner("pkg:npm/quill@1.3.7", "/*!\n * Quill Editor v1.3.7\n"),
                new Banner("pkg:npm/video.js@7.20.3", " * Video.js 7.20.3 <http://videojs.com/>"),
                new Banner("pkg:npm/plotly.js@2.20.0", "/**\n* plotly.js v2.20.0\n"),
                new Banner(
                        "pkg:npm/%40popperjs/core@2.11.8",
                        "/**\n * @popperjs/core v2.11.8 - MIT License\n"));
    }

    private static Reading read(String path, String text) {
        var reader = new ScriptReader();
        return reader.read(new ProgramFile(path, text).claimed(reader.claims()));
    }
}
