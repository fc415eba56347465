package org.tidewaiter.cli;

import static org.tidewaiter.testkit.image.TarBuilder.tar;

import org.tidewaiter.testkit.image.BuiltImage;
import org.tidewaiter.testkit.image.ImageBuilder;

/// An image of two layers with one npm package, of which the built-in sample knows flaws.
final class SmallImage {
    private SmallImage() {}

    static BuiltImage build() {
        return ImageBuilder.image()
                .layer(
                        tar().file(
                                        "etc/os-release",
                                        "ID=alpine\nVERSION_ID=3.20.3\nPRETTY_NAME=\"Alpine\"\n"))
                .layer(
                        tar().file(
                                        "app/node_modules/lodash/package.json",
                                        "{\"name\": \"lodash\", \"version\": \"4.17.20\"}"))
                .build();
    }
}
