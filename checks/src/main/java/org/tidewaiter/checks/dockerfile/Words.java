package org.tidewaiter.checks.dockerfile;

import java.util.ArrayList;
import java.util.List;
import org.tidewaiter.checks.document.SourceText;
import org.tidewaiter.checks.shell.Word;

/// The arguments of an instruction as words: parted by blanks, with quotes and the escape character
/// as a Dockerfile has them.
final class Words {
    private Words() {}

    static List<Word> of(SourceText source, char escape) {
        var words = new ArrayList<Word>();
        var text = source.text();
        var word = new StringBuilder();
        int start = -1;
        boolean isSingle = false;
        char quote = 0;
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            boolean isBlank = letter == ' ' || letter == '\t';
            if (quote == 0 && isBlank) {
                if (start >= 0) {
                    words.add(new Word(word.toString(), isSingle, source.line(start)));
                    word.setLength(0);
                    start = -1;
                    isSingle = false;
                }
                continue;
            }
            if (start < 0) {
                start = i;
            }
            if (letter == escape && quote != '\'' && i + 1 < text.length()) {
                char next = text.charAt(i + 1);
                if (next == '$') {
                    word.append(escape);
                }
                word.append(next);
                i++;
            } else if (quote == letter) {
                quote = 0;
            } else if (quote == 0 && (letter == '"' || letter == '\'')) {
                quote = letter;
                isSingle |= letter == '\'';
            } else {
                word.append(letter);
            }
        }
        if (start >= 0) {
            words.add(new Word(word.toString(), isSingle, source.line(start)));
        }
        return words;
    }
}
