package org.tidewaiter.cli;

import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.ParseResult;

/// What `tidewaiter verify` goes by, with the flags that only it has.
enum JudgedBy {
    KEYS(
            "--key",
            "--certificate",
            "--certificate-chain",
            "--ca-roots",
            "--ca-intermediates",
            "--certificate-identity",
            "--certificate-identity-regexp",
            "--certificate-oidc-issuer",
            "--certificate-oidc-issuer-regexp",
            "--gpg-key",
            "--type",
            "--annotations",
            "--blob",
            "--bundle",
            "--signature"),
    POLICY("--policy"),
    CHARTER("--charter", "--stage", "--at", "--repository", "--charter-id");

    @SuppressWarnings("ImmutableEnumChecker") // List.of
    private final List<String> flags;

    JudgedBy(String... flags) {
        this.flags = List.of(flags);
    }

    boolean isTyped(ParseResult typed) {
        return flags.stream().anyMatch(typed::hasMatchedOption);
    }

    /// Whether its flags count. What the environment says does not, where something else was typed.
    boolean counts(ParseResult typed) {
        return isTyped(typed) || Arrays.stream(values()).noneMatch(one -> one.isTyped(typed));
    }
}
