package org.tidewaiter.inventory.account;

import static org.tidewaiter.inventory.account.Derivation.Form.files;
import static org.tidewaiter.inventory.account.Derivation.rule;

import java.util.List;

/// What desktops index so that programs start fast.
final class DesktopDerivations {
    static final List<Derivation> ALL =
            List.of(
                    rule(
                            "update-mime-database",
                            "update-mime-database takes the types out of what packages bring",
                            files("usr/share/mime/application/{subtype}.xml")
                                    .from("usr/share/mime/packages/freedesktop.org.xml"),
                            files("usr/share/mime/audio/{subtype}.xml")
                                    .from("usr/share/mime/packages/freedesktop.org.xml"),
                            files("usr/share/mime/chemical/{subtype}.xml")
                                    .from("usr/share/mime/packages/freedesktop.org.xml"),
                            files("usr/share/mime/font/{subtype}.xml")
                                    .from("usr/share/mime/packages/freedesktop.org.xml"),
                            files("usr/share/mime/image/{subtype}.xml")
                                    .from("usr/share/mime/packages/freedesktop.org.xml"),
                            files("usr/share/mime/inode/{subtype}.xml")
                                    .from("usr/share/mime/packages/freedesktop.org.xml"),
                            files("usr/share/mime/message/{subtype}.xml")
                                    .from("usr/share/mime/packages/freedesktop.org.xml"),
                            files("usr/share/mime/model/{subtype}.xml")
                                    .from("usr/share/mime/packages/freedesktop.org.xml"),
                            files("usr/share/mime/multipart/{subtype}.xml")
                                    .from("usr/share/mime/packages/freedesktop.org.xml"),
                            files("usr/share/mime/text/{subtype}.xml")
                                    .from("usr/share/mime/packages/freedesktop.org.xml"),
                            files("usr/share/mime/video/{subtype}.xml")
                                    .from("usr/share/mime/packages/freedesktop.org.xml"),
                            files("usr/share/mime/x-content/{subtype}.xml")
                                    .from("usr/share/mime/packages/freedesktop.org.xml"),
                            files("usr/share/mime/x-epoc/{subtype}.xml")
                                    .from("usr/share/mime/packages/freedesktop.org.xml"),
                            files("usr/share/mime/x-scheme-handler/{subtype}.xml")
                                    .from("usr/share/mime/packages/freedesktop.org.xml"),
                            files("usr/share/mime/XMLnamespaces")
                                    .from("usr/share/mime/packages/freedesktop.org.xml"),
                            files("usr/share/mime/aliases")
                                    .from("usr/share/mime/packages/freedesktop.org.xml"),
                            files("usr/share/mime/generic-icons")
                                    .from("usr/share/mime/packages/freedesktop.org.xml"),
                            files("usr/share/mime/globs")
                                    .from("usr/share/mime/packages/freedesktop.org.xml"),
                            files("usr/share/mime/globs2")
                                    .from("usr/share/mime/packages/freedesktop.org.xml"),
                            files("usr/share/mime/icons")
                                    .from("usr/share/mime/packages/freedesktop.org.xml"),
                            files("usr/share/mime/magic")
                                    .from("usr/share/mime/packages/freedesktop.org.xml"),
                            files("usr/share/mime/mime.cache")
                                    .from("usr/share/mime/packages/freedesktop.org.xml"),
                            files("usr/share/mime/subclasses")
                                    .from("usr/share/mime/packages/freedesktop.org.xml"),
                            files("usr/share/mime/treemagic")
                                    .from("usr/share/mime/packages/freedesktop.org.xml"),
                            files("usr/share/mime/types")
                                    .from("usr/share/mime/packages/freedesktop.org.xml"),
                            files("usr/share/mime/version")
                                    .from("usr/share/mime/packages/freedesktop.org.xml")),
                    rule(
                            "icon-cache",
                            "gtk-update-icon-cache indexes a theme",
                            files("{dir}/icon-theme.cache").from("{dir}/index.theme")),
                    rule(
                            "glib-indexes",
                            "GLib's indexes of settings and modules",
                            files("usr/share/glib-2.0/schemas/gschemas.compiled")
                                    .by(
                                            "libglib2.0-0",
                                            "libglib2.0-0t64",
                                            "libglib2.0-bin",
                                            "glib2",
                                            "glib"),
                            files("usr/lib/{triplet}/gio/modules/giomodule.cache")
                                    .by(
                                            "libglib2.0-0",
                                            "libglib2.0-0t64",
                                            "libglib2.0-bin",
                                            "glib2",
                                            "glib"),
                            files("usr/lib/gio/modules/giomodule.cache")
                                    .by(
                                            "libglib2.0-0",
                                            "libglib2.0-0t64",
                                            "libglib2.0-bin",
                                            "glib2",
                                            "glib"),
                            files("usr/lib64/gio/modules/giomodule.cache")
                                    .by(
                                            "libglib2.0-0",
                                            "libglib2.0-0t64",
                                            "libglib2.0-bin",
                                            "glib2",
                                            "glib")),
                    rule(
                            "gtk-indexes",
                            "GTK's indexes of input methods and image formats",
                            files("usr/lib/{triplet}/gdk-pixbuf-2.0/{version}/loaders.cache")
                                    .by(
                                            "libgdk-pixbuf-2.0-0",
                                            "libgdk-pixbuf2.0-0",
                                            "gdk-pixbuf2",
                                            "gdk-pixbuf"),
                            files("usr/lib/gdk-pixbuf-2.0/{version}/loaders.cache")
                                    .by(
                                            "libgdk-pixbuf-2.0-0",
                                            "libgdk-pixbuf2.0-0",
                                            "gdk-pixbuf2",
                                            "gdk-pixbuf"),
                            files("usr/lib64/gdk-pixbuf-2.0/{version}/loaders.cache")
                                    .by(
                                            "libgdk-pixbuf-2.0-0",
                                            "libgdk-pixbuf2.0-0",
                                            "gdk-pixbuf2",
                                            "gdk-pixbuf"),
                            files("usr/lib/{triplet}/gtk-2.0/{version}/immodules.cache")
                                    .by("libgtk2.0-0", "libgtk2.0-0t64", "gtk2"),
                            files("usr/lib64/gtk-2.0/{version}/immodules.cache")
                                    .by("libgtk2.0-0", "libgtk2.0-0t64", "gtk2"),
                            files("usr/lib/{triplet}/gtk-3.0/{version}/immodules.cache")
                                    .by("libgtk-3-0", "libgtk-3-0t64", "gtk3", "gtk+3.0"),
                            files("usr/lib64/gtk-3.0/{version}/immodules.cache")
                                    .by("libgtk-3-0", "libgtk-3-0t64", "gtk3", "gtk+3.0"),
                            files("usr/lib/gtk-3.0/{version}/immodules.cache")
                                    .by("libgtk-3-0", "libgtk-3-0t64", "gtk3", "gtk+3.0"),
                            files("usr/lib/{triplet}/gtk-4.0/{version}/{kind}/giomodule.cache")
                                    .by("libgtk-4-1", "gtk4")),
                    rule(
                            "desktop-files",
                            "update-desktop-database indexes the programs",
                            files("usr/share/applications/mimeinfo.cache")
                                    .by("desktop-file-utils")),
                    rule(
                            "fontconfig",
                            "fc-cache indexes the fonts",
                            files("var/cache/fontconfig/{hash}-{order}.cache-{version}")
                                    .by("fontconfig", "libfontconfig1"),
                            files("var/cache/fontconfig/CACHEDIR.TAG")
                                    .by("fontconfig", "libfontconfig1"),
                            files("var/log/fontconfig.log").by("fontconfig", "libfontconfig1")),
                    rule(
                            "x-fonts",
                            "update-fonts-dir and its kin index the fonts of X",
                            files("usr/share/fonts/X11/{set}/fonts.dir").by("xfonts-utils"),
                            files("usr/share/fonts/X11/{set}/fonts.scale").by("xfonts-utils"),
                            files("usr/share/fonts/X11/{set}/fonts.alias").by("xfonts-utils"),
                            files("usr/share/fonts/X11/encodings/encodings.dir").by("xfonts-utils"),
                            files("usr/share/fonts/X11/encodings/large/encodings.dir")
                                    .by("xfonts-utils"),
                            files("var/lib/xfonts/excluded-aliases").by("xfonts-utils")),
                    rule(
                            "ghostscript-fonts",
                            "update-gsfontmap lists the fonts of packages",
                            files("var/lib/ghostscript/fonts/Fontmap")
                                    .by("libgs-common", "libgs9-common", "ghostscript"),
                            files("var/lib/ghostscript/fonts/cidfmap")
                                    .by("libgs-common", "libgs9-common", "ghostscript")));

    private DesktopDerivations() {}
}
