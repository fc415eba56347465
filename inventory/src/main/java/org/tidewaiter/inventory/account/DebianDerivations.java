package org.tidewaiter.inventory.account;

import static org.tidewaiter.inventory.account.Derivation.Form.files;
import static org.tidewaiter.inventory.account.Derivation.rule;

import java.util.List;

/// What dpkg, apt, debconf and the maintainer scripts of Debian's packages make.
final class DebianDerivations {
    static final List<Derivation> ALL =
            List.of(
                    rule(
                            "dpkg-records",
                            "dpkg's own records of what it did",
                            files("var/lib/dpkg/arch").by("dpkg"),
                            files("var/lib/dpkg/available").by("dpkg"),
                            files("var/lib/dpkg/available-old").by("dpkg"),
                            files("var/lib/dpkg/cmethopt").by("dpkg"),
                            files("var/lib/dpkg/diversions").by("dpkg"),
                            files("var/lib/dpkg/diversions-old").by("dpkg"),
                            files("var/lib/dpkg/lock").by("dpkg"),
                            files("var/lib/dpkg/lock-frontend").by("dpkg"),
                            files("var/lib/dpkg/statoverride").by("dpkg"),
                            files("var/lib/dpkg/statoverride-old").by("dpkg"),
                            files("var/lib/dpkg/status-old").by("dpkg"),
                            files("var/lib/dpkg/info/format").by("dpkg"),
                            files("var/lib/dpkg/triggers/File").by("dpkg"),
                            files("var/lib/dpkg/triggers/Lock").by("dpkg"),
                            files("var/lib/dpkg/triggers/Unincorp").by("dpkg"),
                            files("var/lib/dpkg/triggers/{trigger}").by("dpkg"),
                            files("var/log/dpkg.log").by("dpkg")),
                    rule(
                            "dpkg-scripts",
                            "dpkg keeps the control files of each package that it installs",
                            files("var/lib/dpkg/info/{package}.conffiles").by("{package}"),
                            files("var/lib/dpkg/info/{package}.config").by("{package}"),
                            files("var/lib/dpkg/info/{package}.list").by("{package}"),
                            files("var/lib/dpkg/info/{package}.md5sums").by("{package}"),
                            files("var/lib/dpkg/info/{package}.postinst").by("{package}"),
                            files("var/lib/dpkg/info/{package}.postrm").by("{package}"),
                            files("var/lib/dpkg/info/{package}.preinst").by("{package}"),
                            files("var/lib/dpkg/info/{package}.prerm").by("{package}"),
                            files("var/lib/dpkg/info/{package}.shlibs").by("{package}"),
                            files("var/lib/dpkg/info/{package}.symbols").by("{package}"),
                            files("var/lib/dpkg/info/{package}.templates").by("{package}"),
                            files("var/lib/dpkg/info/{package}.triggers").by("{package}"),
                            files("var/lib/dpkg/info/{package}:{architecture}.conffiles")
                                    .by("{package}"),
                            files("var/lib/dpkg/info/{package}:{architecture}.config")
                                    .by("{package}"),
                            files("var/lib/dpkg/info/{package}:{architecture}.list")
                                    .by("{package}"),
                            files("var/lib/dpkg/info/{package}:{architecture}.md5sums")
                                    .by("{package}"),
                            files("var/lib/dpkg/info/{package}:{architecture}.postinst")
                                    .by("{package}"),
                            files("var/lib/dpkg/info/{package}:{architecture}.postrm")
                                    .by("{package}"),
                            files("var/lib/dpkg/info/{package}:{architecture}.preinst")
                                    .by("{package}"),
                            files("var/lib/dpkg/info/{package}:{architecture}.prerm")
                                    .by("{package}"),
                            files("var/lib/dpkg/info/{package}:{architecture}.shlibs")
                                    .by("{package}"),
                            files("var/lib/dpkg/info/{package}:{architecture}.symbols")
                                    .by("{package}"),
                            files("var/lib/dpkg/info/{package}:{architecture}.templates")
                                    .by("{package}"),
                            files("var/lib/dpkg/info/{package}:{architecture}.triggers")
                                    .by("{package}")),
                    rule(
                            "dpkg-alternatives",
                            "update-alternatives writes down each group of alternatives",
                            files("var/lib/dpkg/alternatives/{name}")
                                    .from("etc/alternatives/{name}"),
                            files("var/log/alternatives.log").by("dpkg")),
                    rule(
                            "apt-records",
                            "apt's lists of the repositories, its caches and its records",
                            files("var/lib/apt/lists/{site}_InRelease").by("apt"),
                            files("var/lib/apt/lists/{site}_Release").by("apt"),
                            files("var/lib/apt/lists/{site}_Release.gpg").by("apt"),
                            files("var/lib/apt/lists/{site}_Packages").by("apt"),
                            files("var/lib/apt/lists/{site}_Packages.lz4").by("apt"),
                            files("var/lib/apt/lists/{site}_Packages.gz").by("apt"),
                            files("var/lib/apt/lists/{site}_Packages.xz").by("apt"),
                            files("var/lib/apt/lists/{site}_Sources").by("apt"),
                            files("var/lib/apt/lists/{site}_Sources.lz4").by("apt"),
                            files("var/lib/apt/lists/{site}_i18n_Translation-{language}").by("apt"),
                            files("var/lib/apt/lists/lock").by("apt"),
                            files("var/lib/apt/extended_states").by("apt"),
                            files("var/cache/apt/pkgcache.bin").by("apt"),
                            files("var/cache/apt/srcpkgcache.bin").by("apt"),
                            files("var/cache/apt/archives/lock").by("apt"),
                            files("var/log/apt/history.log").by("apt"),
                            files("var/log/apt/term.log").by("apt"),
                            files("var/log/apt/eipp.log.xz").by("apt")),
                    rule(
                            "apt-archives",
                            "apt keeps the archive that a package was installed from",
                            files("var/cache/apt/archives/{package}_{version}_{architecture}.deb")
                                    .by("{package}")),
                    rule(
                            "debconf-answers",
                            "debconf's databases",
                            files("var/cache/debconf/config.dat").by("debconf", "cdebconf"),
                            files("var/cache/debconf/config.dat-old").by("debconf", "cdebconf"),
                            files("var/cache/debconf/passwords.dat").by("debconf", "cdebconf"),
                            files("var/cache/debconf/passwords.dat-old").by("debconf", "cdebconf"),
                            files("var/cache/debconf/templates.dat").by("debconf", "cdebconf"),
                            files("var/cache/debconf/templates.dat-old").by("debconf", "cdebconf")),
                    rule(
                            "ucf-records",
                            "ucf's records of configuration files",
                            files("var/lib/ucf/hashfile").by("ucf"),
                            files("var/lib/ucf/registry").by("ucf"),
                            files("var/lib/ucf/hashfile.{age}").by("ucf"),
                            files("var/lib/ucf/registry.{age}").by("ucf"),
                            files("var/lib/ucf/cache/:etc:{a}").from("etc/{a}"),
                            files("var/lib/ucf/cache/:etc:{a}:{b}").from("etc/{a}/{b}"),
                            files("var/lib/ucf/cache/:etc:{a}:{b}:{c}").from("etc/{a}/{b}/{c}"),
                            files("var/lib/ucf/cache/:etc:{a}:{b}:{c}:{d}")
                                    .from("etc/{a}/{b}/{c}/{d}")),
                    rule(
                            "base-files",
                            "base-files copies them when it is installed first",
                            files("etc/motd").from("usr/share/base-files/motd"),
                            files("etc/profile").from("usr/share/base-files/profile"),
                            files("etc/nsswitch.conf")
                                    .from(
                                            "usr/share/base-files/nsswitch.conf",
                                            "usr/share/libc-bin/nsswitch.conf"),
                            files("root/.bashrc").from("usr/share/base-files/dot.bashrc"),
                            files("root/.profile").from("usr/share/base-files/dot.profile"),
                            files("usr/share/info/dir").from("usr/share/base-files/info.dir"),
                            files("var/log/btmp").by("base-files"),
                            files("var/log/lastlog").by("base-files"),
                            files("var/log/wtmp").by("base-files")),
                    rule(
                            "base-passwd",
                            "update-passwd makes the accounts, the tools of passwd keep them",
                            files("etc/passwd").from("usr/share/base-passwd/passwd.master"),
                            files("etc/passwd-").from("usr/share/base-passwd/passwd.master"),
                            files("etc/group").from("usr/share/base-passwd/group.master"),
                            files("etc/group-").from("usr/share/base-passwd/group.master"),
                            files("etc/shadow").by("passwd"),
                            files("etc/shadow-").by("passwd"),
                            files("etc/gshadow").by("passwd"),
                            files("etc/gshadow-").by("passwd"),
                            files("etc/subuid").by("passwd"),
                            files("etc/subuid-").by("passwd"),
                            files("etc/subgid").by("passwd"),
                            files("etc/subgid-").by("passwd"),
                            files("etc/.pwd.lock").by("passwd"),
                            files("var/log/faillog").by("passwd")),
                    rule(
                            "pam-auth-update",
                            "pam-auth-update joins what packages ask for",
                            files("etc/pam.d/common-{kind}").from("usr/share/pam/common-{kind}"),
                            files("var/lib/pam/account").by("libpam-runtime"),
                            files("var/lib/pam/auth").by("libpam-runtime"),
                            files("var/lib/pam/password").by("libpam-runtime"),
                            files("var/lib/pam/seen").by("libpam-runtime"),
                            files("var/lib/pam/session").by("libpam-runtime"),
                            files("var/lib/pam/session-noninteractive").by("libpam-runtime"),
                            files("etc/environment").by("libpam-modules"),
                            files("etc/security/opasswd").by("libpam-modules")),
                    rule(
                            "update-shells",
                            "update-shells lists the shells of packages",
                            files("etc/shells").by("debianutils"),
                            files("var/lib/shells.state").by("debianutils")),
                    rule(
                            "deb-systemd-helper",
                            "deb-systemd-helper remembers which units were enabled",
                            files("var/lib/systemd/deb-systemd-helper-enabled/{unit}.dsh-also")
                                    .from(
                                            "usr/lib/systemd/system/{unit}",
                                            "lib/systemd/system/{unit}"),
                            files(
                                            "var/lib/systemd/deb-systemd-helper-enabled/{target}.wants/{unit}")
                                    .from(
                                            "usr/lib/systemd/system/{unit}",
                                            "lib/systemd/system/{unit}"),
                            files(
                                            "var/lib/systemd/deb-systemd-helper-enabled/{target}.requires/{unit}")
                                    .from(
                                            "usr/lib/systemd/system/{unit}",
                                            "lib/systemd/system/{unit}"),
                            files("var/lib/systemd/deb-systemd-helper-enabled/{unit}")
                                    .from(
                                            "usr/lib/systemd/system/{unit}",
                                            "lib/systemd/system/{unit}"),
                            files("var/lib/systemd/deb-systemd-user-helper-enabled/{unit}.dsh-also")
                                    .from("usr/lib/systemd/user/{unit}", "lib/systemd/user/{unit}"),
                            files(
                                            "var/lib/systemd/deb-systemd-user-helper-enabled/{target}.wants/{unit}")
                                    .from("usr/lib/systemd/user/{unit}", "lib/systemd/user/{unit}"),
                            files(
                                            "var/lib/systemd/deb-systemd-user-helper-enabled/{target}.requires/{unit}")
                                    .from("usr/lib/systemd/user/{unit}", "lib/systemd/user/{unit}"),
                            files("var/lib/systemd/deb-systemd-user-helper-enabled/{unit}")
                                    .from("usr/lib/systemd/user/{unit}", "lib/systemd/user/{unit}"),
                            files("var/lib/systemd/deb-systemd-helper-masked/{unit}")
                                    .from(
                                            "usr/lib/systemd/system/{unit}",
                                            "lib/systemd/system/{unit}")),
                    rule(
                            "update-ca-certificates",
                            "update-ca-certificates bundles what ca-certificates brings",
                            files("etc/ca-certificates.conf").by("ca-certificates"),
                            files("etc/ssl/certs/ca-certificates.crt").by("ca-certificates"),
                            files("etc/ssl/certs/java/cacerts").by("ca-certificates-java"),
                            files("var/lib/ca-certificates-java/fresh").by("ca-certificates-java"),
                            files("var/lib/ca-certificates-java/pending")
                                    .by("ca-certificates-java"),
                            files("etc/ssl/certs/ssl-cert-snakeoil.pem").by("ssl-cert"),
                            files("etc/ssl/private/ssl-cert-snakeoil.key").by("ssl-cert")),
                    rule(
                            "apparmor-local",
                            "a profile of AppArmor gets a place for local additions",
                            files("etc/apparmor.d/local/{profile}")
                                    .from("etc/apparmor.d/{profile}")),
                    rule(
                            "cups-setup",
                            "cups copies its defaults and makes links of its backends",
                            files("etc/cups/cupsd.conf").from("usr/share/cups/cupsd.conf.default"),
                            files("etc/cups/raw.convs").by("cups"),
                            files("etc/cups/raw.types").by("cups"),
                            files("usr/lib/cups/backend/{name}")
                                    .from("usr/lib/cups/backend-available/{name}")),
                    rule(
                            "package-setup",
                            "the setup script of one package writes its first configuration",
                            files("etc/timezone").by("tzdata"),
                            files("etc/locale.gen").by("locales"),
                            files("etc/default/locale").by("locales"),
                            files("etc/default/keyboard").by("keyboard-configuration"),
                            files("etc/modules").by("kmod"),
                            files("etc/initramfs-tools/modules")
                                    .from("usr/share/initramfs-tools/modules"),
                            files("etc/inputrc").from("usr/share/readline/inputrc"),
                            files("etc/hosts.allow").by("libwrap0"),
                            files("etc/hosts.deny").by("libwrap0"),
                            files("etc/X11/default-display-manager").by("lightdm", "gdm3", "sddm"),
                            files("etc/python3/debian_config").by("python3-minimal"),
                            files("var/lib/python/python{version}_installed")
                                    .by("python3-minimal", "python3"),
                            files("run/adduser").by("adduser")),
                    rule(
                            "xml-catalogs",
                            "update-xmlcatalog and update-catalog list what packages bring",
                            files("etc/xml/catalog").by("xml-core"),
                            files("etc/xml/catalog.old").by("xml-core"),
                            files("var/lib/xml-core/catalog").by("xml-core"),
                            files("etc/xml/{package}.xml").by("{package}"),
                            files("etc/xml/{package}.xml.old").by("{package}"),
                            files("var/lib/xml-core/{package}").by("{package}"),
                            files("var/lib/sgml-base/supercatalog").by("sgml-base"),
                            files("var/lib/sgml-base/supercatalog.old").by("sgml-base"),
                            files("etc/sgml/{package}.cat").by("{package}")),
                    rule(
                            "tex-common",
                            "tex-common puts its configuration together",
                            files("etc/texmf/web2c/texmf.cnf").by("tex-common"),
                            files("var/lib/texmf/fmtutil.cnf-DEBIAN").by("tex-common"),
                            files("var/lib/texmf/fmtutil.cnf-TEXLIVEDIST").by("tex-common"),
                            files("var/lib/texmf/updmap.cfg-DEBIAN").by("tex-common"),
                            files("var/lib/texmf/updmap.cfg-TEXLIVEDIST").by("tex-common")),
                    rule(
                            "dictionaries-common",
                            "update-dictcommon lists the dictionaries of packages",
                            files("var/cache/dictionaries-common/aspell.db")
                                    .by("dictionaries-common"),
                            files("var/cache/dictionaries-common/emacsen-ispell-default.el")
                                    .by("dictionaries-common"),
                            files("var/cache/dictionaries-common/emacsen-ispell-dicts.el")
                                    .by("dictionaries-common"),
                            files("var/cache/dictionaries-common/hunspell.db")
                                    .by("dictionaries-common"),
                            files("var/cache/dictionaries-common/ispell-dicts-list.txt")
                                    .by("dictionaries-common"),
                            files("var/cache/dictionaries-common/ispell.db")
                                    .by("dictionaries-common"),
                            files("var/cache/dictionaries-common/jed-ispell-dicts.sl")
                                    .by("dictionaries-common"),
                            files("var/cache/dictionaries-common/sqspell.php")
                                    .by("dictionaries-common"),
                            files("var/cache/dictionaries-common/wordlist.db")
                                    .by("dictionaries-common"),
                            files("etc/dictionaries-common/ispell-default")
                                    .by("dictionaries-common"),
                            files("var/lib/aspell/{language}.rws").by("aspell"),
                            files("var/lib/aspell/{language}.compat").by("aspell"),
                            files("var/lib/aspell/{language}.remove").by("aspell")),
                    rule(
                            "emacsen-common",
                            "emacsen-common remembers for whom packages were set up",
                            files("var/lib/emacsen-common/state/flavor/installed/{flavor}")
                                    .by("emacsen-common"),
                            files("var/lib/emacsen-common/state/package/installed/{package}")
                                    .by("{package}")),
                    rule(
                            "libxml-sax-perl",
                            "update-perl-sax-parsers lists the parsers of packages",
                            files("etc/perl/XML/SAX/ParserDetails.ini").by("libxml-sax-perl"),
                            files("var/lib/libxml-sax-perl/ParserDetails.d/{parser}")
                                    .by("libxml-sax-perl")));

    private DebianDerivations() {}
}
