package org.tidewaiter.policy.fact;

import java.util.List;

@Means("What is in an image.")
public record InventoryFacts(
        @Means("id of the distribution, for example `debian`; empty where there is none")
                String distribution,
        @Means("for example `12`") String distributionVersion,
        @Means("whether the distribution's support has ended") boolean endOfLife,
        @Means("that are live") List<PackageFact> packages,
        @Means("percent of the files that nothing accounts for") double unexplainedPercent,
        @Means("what could not be read") List<GapFact> gaps) {
    @Means("A package.")
    public record PackageFact(
            @Means("as its ecosystem has it") String name,
            @Means("as its ecosystem has it") String version,
            @Means("as purls have it: `deb`, `npm`, `maven`") String type,
            @Means("package URL") String purl,
            @Means("as SPDX expressions") List<String> licences,
            @Means("where it was seen") List<String> paths) {}

    @Means("Something that could not be read.")
    public record GapFact(
            @Means("who could not read it, for example `apk-installed`") String code,
            @Means("where") String path) {}
}
