package org.tidewaiter.scan.text;

import org.tidewaiter.model.Severity;
import org.tidewaiter.policy.Verdict;

/// Emphasis and colour, as the escape sequences of ECMA-48 (SGR).
enum Ink {
    PLAIN(""),
    BOLD("1"),
    FAINT("2"),
    RED("31"),
    YELLOW("33"),
    BLUE("34"),
    BOLD_RED("1;31"),
    BOLD_GREEN("1;32"),
    BOLD_YELLOW("1;33");

    private static final String ESCAPE = "\u001b[";

    private final String code;

    Ink(String code) {
        this.code = code;
    }

    String on(String text) {
        return code.isEmpty() ? text : ESCAPE + code + "m" + text + ESCAPE + "0m";
    }

    static Ink of(Severity severity) {
        return switch (severity) {
            case CRITICAL -> BOLD_RED;
            case HIGH -> RED;
            case MEDIUM -> YELLOW;
            case LOW -> BLUE;
            case NEGLIGIBLE, UNKNOWN -> FAINT;
        };
    }

    static Ink of(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Allow _ -> BOLD_GREEN;
            case Verdict.Warn _ -> BOLD_YELLOW;
            case Verdict.Deny _ -> BOLD_RED;
        };
    }
}
