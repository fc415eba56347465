package org.tidewaiter.inventory.debian;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Tells the packages that vendors publish themselves from those of the distribution, whose
/// security team knows nothing of them. dpkg does not keep the repository a package came from, so
/// this goes by the maintainer's address, and by the mark in the version where a vendor rebuilds
/// the distribution's own package.
///
/// Only addresses that the distribution's packages never bear are listed: a developer of Debian may
/// write from a company's domain.
final class Vendors {
    /// By address, or by domain where the whole of it is the vendor's alone.
    private static final Map<String, String> BY_ADDRESS =
            Map.ofEntries(
                    Map.entry("@datadoghq.com", "datadog"),
                    Map.entry("@grafana.com", "grafana"),
                    Map.entry("@hashicorp.com", "hashicorp"),
                    Map.entry("@kubernetes.io", "kubernetes"),
                    Map.entry("@nginx.com", "nginx"),
                    Map.entry("@nodesource.com", "nodesource"),
                    Map.entry("@percona.com", "percona"),
                    Map.entry("azpycli@microsoft.com", "microsoft"),
                    Map.entry("chromium-dev@chromium.org", "google"),
                    Map.entry("contact-tanzu-data.pdl@broadcom.com", "rabbitmq"),
                    Map.entry("contact@influxdata.com", "influxdata"),
                    Map.entry("corretto-team@amazon.com", "amazon"),
                    Map.entry("cudatools@nvidia.com", "nvidia"),
                    Map.entry("developers@lists.mariadb.org", "mariadb"),
                    Map.entry("dotnetpackages@dotnetfoundation.org", "microsoft"),
                    Map.entry("info@elastic.co", "elastic"),
                    Map.entry("info@rabbitmq.com", "rabbitmq"),
                    Map.entry("maria-developers@lists.launchpad.net", "mariadb"),
                    Map.entry("mysql-build@oss.oracle.com", "mysql"),
                    Map.entry("nginx-packaging@f5.com", "nginx"),
                    Map.entry("packages@confluent.io", "confluent"),
                    Map.entry("packaging@mongodb.com", "mongodb"),
                    Map.entry("support@docker.com", "docker"),
                    Map.entry("support@gitlab.com", "gitlab"),
                    Map.entry("support@influxdb.com", "influxdata"),
                    Map.entry("temurin-dev@eclipse.org", "adoptium"),
                    Map.entry("vscode-linux@microsoft.com", "microsoft"),
                    Map.entry("yarn@dan.cx", "yarn"));

    private static final Pattern ADDRESS = Pattern.compile("<([^<>\\s]+)>\\s*$");
    private static final Pattern POSTGRESQL = Pattern.compile("\\.pgdg[0-9]");
    private static final Pattern SURY = Pattern.compile("\\+0~2[0-9]{7}\\.");

    private Vendors() {}

    /// @param maintainer as the package's `Maintainer` field has it
    /// @return lower case, fit for a purl's namespace; nothing if the distribution may have built
    ///   it
    static Optional<String> of(String maintainer, String version) {
        if (POSTGRESQL.matcher(version).find()) {
            return Optional.of("postgresql");
        }
        if (SURY.matcher(version).find()) {
            return Optional.of("sury");
        }
        var address = ADDRESS.matcher(maintainer);
        if (!address.find()) {
            return Optional.empty();
        }
        var whole = address.group(1).toLowerCase(Locale.ROOT);
        var domain = whole.substring(Math.max(0, whole.lastIndexOf('@')));
        return Optional.ofNullable(BY_ADDRESS.getOrDefault(whole, BY_ADDRESS.get(domain)));
    }
}
