package org.tidewaiter.scan.report;

import org.tidewaiter.model.CodeEvidence;

/// Says in a sentence whether the vulnerable code is in the image.
public final class CodeWords {
    private CodeWords() {}

    public static String of(CodeEvidence code) {
        return switch (code.standing()) {
            case PRESENT -> "vulnerable symbols are there: " + code.reason();
            case ABSENT -> "no vulnerable symbol is there: " + code.reason();
            case UNKNOWN -> "whether vulnerable symbols are there is not known: " + code.reason();
        };
    }
}
