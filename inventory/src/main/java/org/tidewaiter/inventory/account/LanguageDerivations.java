package org.tidewaiter.inventory.account;

import static org.tidewaiter.inventory.account.Derivation.Form.files;
import static org.tidewaiter.inventory.account.Derivation.rule;

import java.util.List;

/// What interpreters, runtimes and package managers of languages make.
final class LanguageDerivations {
    static final List<Derivation> ALL =
            List.of(
                    rule(
                            "python-bytecode",
                            "Python compiles a module beside it",
                            files("{dir}/__pycache__/{module}.{tag}.pyc").from("{dir}/{module}.py"),
                            files("{dir}/__pycache__/{module}.{tag}.opt-1.pyc")
                                    .from("{dir}/{module}.py"),
                            files("{dir}/__pycache__/{module}.{tag}.opt-2.pyc")
                                    .from("{dir}/{module}.py"),
                            files("{dir}/{module}.pyc").from("{dir}/{module}.py"),
                            files("{dir}/{module}.pyo").from("{dir}/{module}.py")),
                    rule(
                            "pip-records",
                            "installers note how a distribution was installed",
                            files("{dir}/{distribution}.dist-info/INSTALLER")
                                    .from("{dir}/{distribution}.dist-info/METADATA"),
                            files("{dir}/{distribution}.dist-info/REQUESTED")
                                    .from("{dir}/{distribution}.dist-info/METADATA"),
                            files("{dir}/{distribution}.dist-info/direct_url.json")
                                    .from("{dir}/{distribution}.dist-info/METADATA")),
                    rule(
                            "gem-records",
                            "RubyGems keeps the archive of a gem and how its extensions were built",
                            files("{dir}/cache/{gem}.gem")
                                    .from("{dir}/specifications/{gem}.gemspec"),
                            files("{dir}/build_info/{gem}.info")
                                    .from("{dir}/specifications/{gem}.gemspec"),
                            files("{dir}/extensions/{platform}/{api}/{gem}/gem.build_complete")
                                    .from("{dir}/specifications/{gem}.gemspec"),
                            files("{dir}/extensions/{platform}/{api}/{gem}/gem_make.out")
                                    .from("{dir}/specifications/{gem}.gemspec"),
                            files("{dir}/extensions/{platform}/{api}/{gem}/mkmf.log")
                                    .from("{dir}/specifications/{gem}.gemspec")),
                    rule(
                            "composer-autoload",
                            "Composer writes how to load what it installed",
                            files("{dir}/composer/autoload_{kind}.php")
                                    .from("{dir}/composer/installed.json"),
                            files("{dir}/composer/ClassLoader.php")
                                    .from("{dir}/composer/installed.json"),
                            files("{dir}/composer/InstalledVersions.php")
                                    .from("{dir}/composer/installed.json"),
                            files("{dir}/composer/installed.php")
                                    .from("{dir}/composer/installed.json"),
                            files("{dir}/composer/platform_check.php")
                                    .from("{dir}/composer/installed.json"),
                            files("{dir}/autoload.php").from("{dir}/composer/installed.json")),
                    rule(
                            "jvm-archive",
                            "the JVM's archive of its own loaded classes",
                            files("{dir}/lib/server/classes.jsa")
                                    .from("{dir}/lib/server/libjvm.so"),
                            files("{dir}/lib/server/classes_nocoops.jsa")
                                    .from("{dir}/lib/server/libjvm.so"),
                            files("etc/.java/.systemPrefs/.system.lock")
                                    .by(
                                            "openjdk-8-jre-headless",
                                            "openjdk-11-jre-headless",
                                            "openjdk-17-jre-headless",
                                            "openjdk-21-jre-headless",
                                            "openjdk-25-jre-headless"),
                            files("etc/.java/.systemPrefs/.systemRootModFile")
                                    .by(
                                            "openjdk-8-jre-headless",
                                            "openjdk-11-jre-headless",
                                            "openjdk-17-jre-headless",
                                            "openjdk-21-jre-headless",
                                            "openjdk-25-jre-headless")),
                    rule(
                            "maven-checksums",
                            "Maven keeps the checksum of a file of its repository",
                            files("{dir}/{name}.jar.sha1").from("{dir}/{name}.jar"),
                            files("{dir}/{name}.pom.sha1").from("{dir}/{name}.pom")),
                    rule(
                            "emacs-bytecode",
                            "Emacs compiles a file beside it",
                            files("{dir}/{name}.elc").from("{dir}/{name}.el")));

    private LanguageDerivations() {}
}
