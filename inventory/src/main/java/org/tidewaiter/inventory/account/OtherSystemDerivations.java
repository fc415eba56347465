package org.tidewaiter.inventory.account;

import static org.tidewaiter.inventory.account.Derivation.Form.files;
import static org.tidewaiter.inventory.account.Derivation.rule;

import java.util.List;

/// What the package managers of other distributions make.
final class OtherSystemDerivations {
    static final List<Derivation> ALL =
            List.of(
                    rule(
                            "rpm-records",
                            "rpm's database",
                            files("var/lib/rpm/Packages")
                                    .by("rpm", "rpm-libs", "librpm", "rpm-ndb"),
                            files("var/lib/rpm/Packages.db")
                                    .by("rpm", "rpm-libs", "librpm", "rpm-ndb"),
                            files("var/lib/rpm/Name").by("rpm", "rpm-libs", "librpm", "rpm-ndb"),
                            files("var/lib/rpm/Basenames")
                                    .by("rpm", "rpm-libs", "librpm", "rpm-ndb"),
                            files("var/lib/rpm/Group").by("rpm", "rpm-libs", "librpm", "rpm-ndb"),
                            files("var/lib/rpm/Requirename")
                                    .by("rpm", "rpm-libs", "librpm", "rpm-ndb"),
                            files("var/lib/rpm/Providename")
                                    .by("rpm", "rpm-libs", "librpm", "rpm-ndb"),
                            files("var/lib/rpm/Conflictname")
                                    .by("rpm", "rpm-libs", "librpm", "rpm-ndb"),
                            files("var/lib/rpm/Obsoletename")
                                    .by("rpm", "rpm-libs", "librpm", "rpm-ndb"),
                            files("var/lib/rpm/Triggername")
                                    .by("rpm", "rpm-libs", "librpm", "rpm-ndb"),
                            files("var/lib/rpm/Dirnames")
                                    .by("rpm", "rpm-libs", "librpm", "rpm-ndb"),
                            files("var/lib/rpm/Installtid")
                                    .by("rpm", "rpm-libs", "librpm", "rpm-ndb"),
                            files("var/lib/rpm/Sigmd5").by("rpm", "rpm-libs", "librpm", "rpm-ndb"),
                            files("var/lib/rpm/Sha1header")
                                    .by("rpm", "rpm-libs", "librpm", "rpm-ndb"),
                            files("var/lib/rpm/Index.db")
                                    .by("rpm", "rpm-libs", "librpm", "rpm-ndb"),
                            files("var/lib/rpm/rpmdb.sqlite")
                                    .by("rpm", "rpm-libs", "librpm", "rpm-ndb"),
                            files("var/lib/rpm/rpmdb.sqlite-shm")
                                    .by("rpm", "rpm-libs", "librpm", "rpm-ndb"),
                            files("var/lib/rpm/rpmdb.sqlite-wal")
                                    .by("rpm", "rpm-libs", "librpm", "rpm-ndb"),
                            files("var/lib/rpm/.rpm.lock")
                                    .by("rpm", "rpm-libs", "librpm", "rpm-ndb"),
                            files("var/lib/rpm/.dbenv.lock")
                                    .by("rpm", "rpm-libs", "librpm", "rpm-ndb"),
                            files("usr/lib/sysimage/rpm/Packages")
                                    .by("rpm", "rpm-libs", "librpm", "rpm-ndb"),
                            files("usr/lib/sysimage/rpm/Packages.db")
                                    .by("rpm", "rpm-libs", "librpm", "rpm-ndb"),
                            files("usr/lib/sysimage/rpm/Name")
                                    .by("rpm", "rpm-libs", "librpm", "rpm-ndb"),
                            files("usr/lib/sysimage/rpm/Basenames")
                                    .by("rpm", "rpm-libs", "librpm", "rpm-ndb"),
                            files("usr/lib/sysimage/rpm/Group")
                                    .by("rpm", "rpm-libs", "librpm", "rpm-ndb"),
                            files("usr/lib/sysimage/rpm/Requirename")
                                    .by("rpm", "rpm-libs", "librpm", "rpm-ndb"),
                            files("usr/lib/sysimage/rpm/Providename")
                                    .by("rpm", "rpm-libs", "librpm", "rpm-ndb"),
                            files("usr/lib/sysimage/rpm/Conflictname")
                                    .by("rpm", "rpm-libs", "librpm", "rpm-ndb"),
                            files("usr/lib/sysimage/rpm/Obsoletename")
                                    .by("rpm", "rpm-libs", "librpm", "rpm-ndb"),
                            files("usr/lib/sysimage/rpm/Triggername")
                                    .by("rpm", "rpm-libs", "librpm", "rpm-ndb"),
                            files("usr/lib/sysimage/rpm/Dirnames")
                                    .by("rpm", "rpm-libs", "librpm", "rpm-ndb"),
                            files("usr/lib/sysimage/rpm/Installtid")
                                    .by("rpm", "rpm-libs", "librpm", "rpm-ndb"),
                            files("usr/lib/sysimage/rpm/Sigmd5")
                                    .by("rpm", "rpm-libs", "librpm", "rpm-ndb"),
                            files("usr/lib/sysimage/rpm/Sha1header")
                                    .by("rpm", "rpm-libs", "librpm", "rpm-ndb"),
                            files("usr/lib/sysimage/rpm/Index.db")
                                    .by("rpm", "rpm-libs", "librpm", "rpm-ndb"),
                            files("usr/lib/sysimage/rpm/rpmdb.sqlite")
                                    .by("rpm", "rpm-libs", "librpm", "rpm-ndb"),
                            files("usr/lib/sysimage/rpm/rpmdb.sqlite-shm")
                                    .by("rpm", "rpm-libs", "librpm", "rpm-ndb"),
                            files("usr/lib/sysimage/rpm/rpmdb.sqlite-wal")
                                    .by("rpm", "rpm-libs", "librpm", "rpm-ndb"),
                            files("usr/lib/sysimage/rpm/.rpm.lock")
                                    .by("rpm", "rpm-libs", "librpm", "rpm-ndb"),
                            files("usr/lib/sysimage/rpm/.dbenv.lock")
                                    .by("rpm", "rpm-libs", "librpm", "rpm-ndb")),
                    rule(
                            "dnf-records",
                            "the history and logs of dnf and yum",
                            files("var/lib/dnf/history.sqlite")
                                    .by("dnf", "dnf-data", "microdnf", "libdnf"),
                            files("var/lib/dnf/history.sqlite-shm")
                                    .by("dnf", "dnf-data", "microdnf", "libdnf"),
                            files("var/lib/dnf/history.sqlite-wal")
                                    .by("dnf", "dnf-data", "microdnf", "libdnf"),
                            files("var/log/dnf.log").by("dnf", "dnf-data", "microdnf", "libdnf"),
                            files("var/log/dnf.librepo.log")
                                    .by("dnf", "dnf-data", "microdnf", "libdnf"),
                            files("var/log/dnf.rpm.log")
                                    .by("dnf", "dnf-data", "microdnf", "libdnf"),
                            files("var/log/hawkey.log").by("dnf", "dnf-data", "microdnf", "libdnf"),
                            files("var/log/yum.log").by("yum")),
                    rule(
                            "rpm-alternatives",
                            "alternatives writes down each group of alternatives",
                            files("var/lib/alternatives/{name}").from("etc/alternatives/{name}")),
                    rule(
                            "update-ca-trust",
                            "update-ca-trust bundles what ca-certificates brings",
                            files("etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem")
                                    .by("ca-certificates"),
                            files("etc/pki/ca-trust/extracted/pem/email-ca-bundle.pem")
                                    .by("ca-certificates"),
                            files("etc/pki/ca-trust/extracted/pem/objsign-ca-bundle.pem")
                                    .by("ca-certificates"),
                            files("etc/pki/ca-trust/extracted/openssl/ca-bundle.trust.crt")
                                    .by("ca-certificates"),
                            files("etc/pki/ca-trust/extracted/java/cacerts").by("ca-certificates"),
                            files("etc/pki/ca-trust/extracted/edk2/cacerts.bin")
                                    .by("ca-certificates")),
                    rule(
                            "rpm-accounts",
                            "the tools of shadow-utils keep what setup brings",
                            files("etc/passwd-").by("shadow-utils", "shadow"),
                            files("etc/group-").by("shadow-utils", "shadow"),
                            files("etc/shadow-").by("shadow-utils", "shadow"),
                            files("etc/gshadow-").by("shadow-utils", "shadow"),
                            files("etc/subuid-").by("shadow-utils", "shadow"),
                            files("etc/subgid-").by("shadow-utils", "shadow"),
                            files("etc/.pwd.lock").by("shadow-utils", "shadow")),
                    rule(
                            "apk-records",
                            "apk's database, and what it was asked for",
                            files("lib/apk/db/scripts.tar").by("apk-tools", "libapk"),
                            files("lib/apk/db/scripts.tar.gz").by("apk-tools", "libapk"),
                            files("lib/apk/db/triggers").by("apk-tools", "libapk"),
                            files("lib/apk/db/lock").by("apk-tools", "libapk"),
                            files("usr/lib/apk/db/scripts.tar").by("apk-tools", "libapk"),
                            files("usr/lib/apk/db/scripts.tar.gz").by("apk-tools", "libapk"),
                            files("usr/lib/apk/db/triggers").by("apk-tools", "libapk"),
                            files("usr/lib/apk/db/lock").by("apk-tools", "libapk"),
                            files("etc/apk/world").by("apk-tools", "libapk"),
                            files("etc/apk/arch").by("apk-tools", "libapk"),
                            files("var/cache/apk/APKINDEX.{hash}.tar.gz").by("apk-tools", "libapk"),
                            files("var/log/apk.log").by("apk-tools", "libapk")),
                    rule(
                            "alpine-ca-bundle",
                            "update-ca-certificates bundles what ca-certificates brings",
                            files("etc/ssl/certs/ca-certificates.crt")
                                    .by("ca-certificates-bundle")),
                    rule(
                            "alpine-accounts",
                            "the tools of busybox and shadow keep what alpine-baselayout brings",
                            files("etc/passwd-").by("alpine-baselayout-data", "alpine-baselayout"),
                            files("etc/group-").by("alpine-baselayout-data", "alpine-baselayout"),
                            files("etc/shadow-").by("alpine-baselayout-data", "alpine-baselayout")),
                    rule(
                            "pacman-records",
                            "pacman's database",
                            files("var/lib/pacman/local/ALPM_DB_VERSION").by("pacman"),
                            files("var/lib/pacman/local/{name}/desc").by("pacman"),
                            files("var/lib/pacman/local/{name}/files").by("pacman"),
                            files("var/lib/pacman/local/{name}/install").by("pacman"),
                            files("var/lib/pacman/local/{name}/mtree").by("pacman"),
                            files("var/lib/pacman/sync/{repository}.db").by("pacman"),
                            files("var/lib/pacman/sync/{repository}.files").by("pacman"),
                            files("var/log/pacman.log").by("pacman")));

    private OtherSystemDerivations() {}
}
