package org.tidewaiter.checks.shell;

/// @param operator as `>`, `>>`, `<` or `<<<`
public record Redirect(String operator, Word target) {
    public boolean isOutput() {
        return operator.startsWith(">") || operator.startsWith("&>");
    }
}
