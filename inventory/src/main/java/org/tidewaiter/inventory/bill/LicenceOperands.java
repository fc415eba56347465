package org.tidewaiter.inventory.bill;

import java.util.ArrayList;
import java.util.List;

/// Takes apart what an SPDX expression joins by AND: each is a licence of the package.
final class LicenceOperands {
    private LicenceOperands() {}

    /// @return the operands, without parentheses around a whole one
    static List<String> of(String expression) {
        var operands = new ArrayList<String>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i < expression.length(); i++) {
            switch (expression.charAt(i)) {
                case '(' -> depth++;
                case ')' -> depth--;
                case ' ' -> {
                    if (depth == 0 && expression.startsWith(" AND ", i)) {
                        operands.add(bare(expression.substring(start, i)));
                        start = i + 5;
                    }
                }
                default -> {}
            }
        }
        operands.add(bare(expression.substring(start)));
        return operands;
    }

    private static String bare(String operand) {
        var text = operand.strip();
        boolean isWrapped =
                text.startsWith("(")
                        && text.endsWith(")")
                        && text.indexOf('(', 1) < 0
                        && text.indexOf(')') == text.length() - 1;
        return isWrapped ? text.substring(1, text.length() - 1) : text;
    }
}
