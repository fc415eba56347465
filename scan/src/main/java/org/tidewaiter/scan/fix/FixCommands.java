package org.tidewaiter.scan.fix;

import java.util.List;
import org.tidewaiter.model.ImageSource;
import org.tidewaiter.model.SoftwarePackage;
import org.tidewaiter.model.SourcePackage;

/// Writes what to type, or what to ask for where the build must change.
///
/// @param pinned whether a distribution's packages are named with their version, where the
///   advisories tell it. The mirrors of most distributions keep only the newest
public record FixCommands(boolean pinned) {
    /// A package to upgrade.
    ///
    /// @param to the version, which can be that of the source package
    public record Target(SoftwarePackage installed, String to) {
        /// Binaries can have another version than their source.
        private boolean isVersionOfBinary() {
            return installed
                    .source()
                    .map(SourcePackage::version)
                    .filter(source -> !source.equals(installed.version()))
                    .isEmpty();
        }
    }

    /// Only an image of a registry or an engine has a name that a Dockerfile can build on.
    String base(ImageSource image) {
        return image.reference()
                .map(name -> "FROM " + name)
                .orElseGet(() -> "build on " + image.name());
    }

    /// @param targets of one package manager of a distribution, or one package of a language
    String line(List<Target> targets) {
        var first = targets.getFirst();
        var purl = first.installed().purl();
        return switch (purl.type()) {
            case "deb" -> "apt-get update && apt-get install --only-upgrade " + names(targets, "=");
            case "apk" ->
                    pinned
                            ? "apk add --update-cache " + names(targets, "=")
                            : "apk upgrade --update-cache " + names(targets, "=");
            case "rpm" ->
                    isSuse(purl.namespace())
                            ? "zypper update " + names(targets, "=")
                            : "dnf upgrade " + names(targets, "-");
            case "alpm" -> "pacman -Syu";
            case "opkg" -> "opkg update && opkg upgrade " + names(targets, "=");
            case "ebuild" ->
                    "emerge --sync && emerge --oneshot --update "
                            + new FixCommands(false).names(targets, "");
            default -> coordinate(first);
        };
    }

    private static boolean isSuse(String publisher) {
        return publisher.contains("suse") || publisher.startsWith("sle");
    }

    private String names(List<Target> targets, String sign) {
        return ShellArguments.of(
                targets.stream()
                        .map(one ->
                                pinned && one.isVersionOfBinary()
                                        ? one.installed().ecosystemName() + sign + one.to()
                                        : one.installed().ecosystemName())
                        .distinct()
                        .sorted()
                        .toList());
    }

    /// What to ask the ecosystem's own tool for.
    private static String coordinate(Target target) {
        var name = target.installed().ecosystemName();
        var to = target.to();
        return switch (target.installed().purl().type()) {
            case "npm" -> "npm install " + ShellArguments.of(List.of(name + "@" + to));
            case "pypi" -> "pip install " + ShellArguments.of(List.of(name + ">=" + to));
            case "gem" -> "gem install " + ShellArguments.of(List.of(name + ":" + to));
            case "composer" -> "composer require " + ShellArguments.of(List.of(name + ":" + to));
            case "cargo" ->
                    "cargo update --precise "
                            + ShellArguments.of(List.of(to))
                            + " "
                            + ShellArguments.of(List.of(name));
            case "nuget" ->
                    "dotnet add package "
                            + ShellArguments.of(List.of(name))
                            + " --version "
                            + ShellArguments.of(List.of(to));
            case "maven" -> "%s:%s in the POM".formatted(name, to);
            case "golang" ->
                    name.equals("stdlib")
                            ? "rebuild with Go " + to
                            : "go get "
                                    + ShellArguments.of(
                                            List.of(name + "@v" + to.replaceFirst("^v", "")));
            default -> "%s %s".formatted(name, to);
        };
    }
}
