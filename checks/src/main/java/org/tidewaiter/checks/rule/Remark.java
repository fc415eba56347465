package org.tidewaiter.checks.rule;

import java.util.Optional;
import org.tidewaiter.model.Edit;

/// Where a rule is broken, and how.
///
/// @param line from 1
/// @param message one line for people
/// @param edit what to write instead, where that can be said
public record Remark(int line, String message, Optional<Edit> edit) {
    private static final int MAX_LENGTH = 200;

    public Remark {
        message = plain(message);
    }

    public Remark(int line, String message) {
        this(line, message, Optional.empty());
    }

    public Remark with(Optional<Edit> suggested) {
        return new Remark(line, message, suggested);
    }

    private static String plain(String message) {
        var text = new StringBuilder();
        for (int i = 0; i < message.length(); i++) {
            if (text.length() == MAX_LENGTH) {
                return text.append('…').toString();
            }
            char letter = message.charAt(i);
            boolean isPlain = (letter >= ' ' && letter < 127) || Character.isLetterOrDigit(letter);
            text.append(isPlain || letter == '…' ? letter : ' ');
        }
        return text.toString();
    }
}
