package org.tidewaiter.inventory.account;

import static org.tidewaiter.inventory.account.Derivation.Form.files;
import static org.tidewaiter.inventory.account.Derivation.rule;

import java.util.List;

/// What the loader, the kernel's tools and systemd make on any distribution.
final class SystemDerivations {
    static final List<Derivation> ALL =
            List.of(
                    rule(
                            "ldconfig",
                            "ldconfig's cache of libraries",
                            files("etc/ld.so.cache").by("libc-bin", "glibc", "glibc-common"),
                            files("var/cache/ldconfig/aux-cache")
                                    .by("libc-bin", "glibc", "glibc-common")),
                    rule(
                            "locale-archive",
                            "the locales that were generated",
                            files("usr/lib/locale/locale-archive")
                                    .by(
                                            "locales",
                                            "libc-bin",
                                            "glibc-common",
                                            "glibc-all-langpacks",
                                            "glibc"),
                            files("usr/lib/locale/locale-archive.tmpl")
                                    .by(
                                            "locales",
                                            "libc-bin",
                                            "glibc-common",
                                            "glibc-all-langpacks",
                                            "glibc")),
                    rule(
                            "depmod",
                            "depmod's index of a kernel's modules",
                            files("usr/lib/modules/{version}/modules.alias")
                                    .from("usr/lib/modules/{version}/modules.builtin"),
                            files("usr/lib/modules/{version}/modules.alias.bin")
                                    .from("usr/lib/modules/{version}/modules.builtin"),
                            files("usr/lib/modules/{version}/modules.builtin.alias.bin")
                                    .from("usr/lib/modules/{version}/modules.builtin"),
                            files("usr/lib/modules/{version}/modules.builtin.bin")
                                    .from("usr/lib/modules/{version}/modules.builtin"),
                            files("usr/lib/modules/{version}/modules.dep")
                                    .from("usr/lib/modules/{version}/modules.builtin"),
                            files("usr/lib/modules/{version}/modules.dep.bin")
                                    .from("usr/lib/modules/{version}/modules.builtin"),
                            files("usr/lib/modules/{version}/modules.devname")
                                    .from("usr/lib/modules/{version}/modules.builtin"),
                            files("usr/lib/modules/{version}/modules.softdep")
                                    .from("usr/lib/modules/{version}/modules.builtin"),
                            files("usr/lib/modules/{version}/modules.symbols")
                                    .from("usr/lib/modules/{version}/modules.builtin"),
                            files("usr/lib/modules/{version}/modules.symbols.bin")
                                    .from("usr/lib/modules/{version}/modules.builtin"),
                            files("usr/lib/modules/{version}/modules.weakdep")
                                    .from("usr/lib/modules/{version}/modules.builtin"),
                            files("lib/modules/{version}/modules.alias")
                                    .from("lib/modules/{version}/modules.builtin"),
                            files("lib/modules/{version}/modules.alias.bin")
                                    .from("lib/modules/{version}/modules.builtin"),
                            files("lib/modules/{version}/modules.builtin.alias.bin")
                                    .from("lib/modules/{version}/modules.builtin"),
                            files("lib/modules/{version}/modules.builtin.bin")
                                    .from("lib/modules/{version}/modules.builtin"),
                            files("lib/modules/{version}/modules.dep")
                                    .from("lib/modules/{version}/modules.builtin"),
                            files("lib/modules/{version}/modules.dep.bin")
                                    .from("lib/modules/{version}/modules.builtin"),
                            files("lib/modules/{version}/modules.devname")
                                    .from("lib/modules/{version}/modules.builtin"),
                            files("lib/modules/{version}/modules.softdep")
                                    .from("lib/modules/{version}/modules.builtin"),
                            files("lib/modules/{version}/modules.symbols")
                                    .from("lib/modules/{version}/modules.builtin"),
                            files("lib/modules/{version}/modules.symbols.bin")
                                    .from("lib/modules/{version}/modules.builtin"),
                            files("lib/modules/{version}/modules.weakdep")
                                    .from("lib/modules/{version}/modules.builtin")),
                    rule(
                            "initramfs",
                            "the first file system of a kernel, made for this machine",
                            files("boot/initrd.img-{version}").from("boot/vmlinuz-{version}"),
                            files("var/lib/initramfs-tools/{version}")
                                    .from("boot/vmlinuz-{version}"),
                            files("boot/initramfs-{version}.img")
                                    .from(
                                            "boot/vmlinuz-{version}",
                                            "usr/lib/modules/{version}/vmlinuz",
                                            "lib/modules/{version}/vmlinuz")),
                    rule(
                            "machine-id",
                            "the number of the machine, made when systemd or dbus is set up",
                            files("etc/machine-id").by("systemd", "dbus", "dbus-bin", "elogind"),
                            files("var/lib/dbus/machine-id")
                                    .by("systemd", "dbus", "dbus-bin", "elogind")),
                    rule(
                            "systemd-indexes",
                            "systemd's indexes of messages and hardware",
                            files("var/lib/systemd/catalog/database").by("systemd"),
                            files("usr/lib/udev/hwdb.bin")
                                    .by("udev", "systemd-hwdb", "systemd-udev", "eudev"),
                            files("lib/udev/hwdb.bin")
                                    .by("udev", "systemd-hwdb", "systemd-udev", "eudev"),
                            files("etc/udev/hwdb.bin")
                                    .by("udev", "systemd-hwdb", "systemd-udev", "eudev")),
                    rule(
                            "man-db",
                            "the index of the manual pages",
                            files("var/cache/man/index.db").by("man-db"),
                            files("var/cache/man/{language}/index.db").by("man-db"),
                            files("var/cache/man/CACHEDIR.TAG").by("man-db"),
                            files("var/lib/man-db/auto-update").by("man-db")),
                    rule(
                            "install-info",
                            "the list of the info pages",
                            files("usr/share/info/dir").by("install-info", "info", "texinfo"),
                            files("usr/share/info/dir.old").by("install-info", "info", "texinfo")));

    private SystemDerivations() {}
}
