package org.tidewaiter.policy.rule;

import dev.cel.common.ast.CelExpr;
import dev.cel.runtime.CelEvaluationListener;
import java.io.Serial;
import java.util.Collection;
import java.util.Map;

/// What the evaluation of one rule has cost so far: a step for each part of an expression that was
/// evaluated, and more for values that are large. Counted, not timed, so that it ends at the same
/// place on every machine.
final class Work implements CelEvaluationListener {
    static final int MAX_ITERATIONS = 2_000_000;
    private static final long MAX_STEPS = 10_000_000;
    private static final int MAX_TEXT = 1 << 20;

    private long steps;

    static final class TooMuchException extends RuntimeException {
        @Serial private static final long serialVersionUID = 1;

        TooMuchException(String message) {
            super(message);
        }
    }

    @Override
    public void callback(CelExpr part, Object value) {
        steps++;
        if (value instanceof String text) {
            steps += text.length() / 64;
            if (text.length() > MAX_TEXT) {
                throw new TooMuchException(
                        "it makes a text of %,d letters".formatted(text.length()));
            }
        } else if (value instanceof Collection<?> items && !isGrowing(part)) {
            steps += items.size() / 16;
        } else if (value instanceof Map<?, ?> map) {
            steps += map.size() / 16;
        }
        if (steps > MAX_STEPS) {
            throw new TooMuchException("it takes more than %,d steps".formatted(MAX_STEPS));
        }
    }

    /// Whether this is the list that a macro such as `filter` is making, which grows in place.
    private static boolean isGrowing(CelExpr part) {
        return switch (part.getKind()) {
            case IDENT -> part.ident().name().startsWith("@");
            case CALL ->
                    part.call().args().stream()
                            .anyMatch(one ->
                                    one.getKind() == CelExpr.ExprKind.Kind.IDENT
                                            && one.ident().name().startsWith("@"));
            default -> false;
        };
    }
}
