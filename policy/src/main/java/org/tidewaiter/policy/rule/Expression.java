package org.tidewaiter.policy.rule;

import dev.cel.common.CelErrorCode;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import java.util.HashMap;
import java.util.Set;
import java.util.TreeSet;

/// An expression of the rules' language that is sound. May be evaluated by many threads.
final class Expression {
    private final String text;
    private final CelRuntime.Program program;
    private final CelType type;
    private final Set<String> names;

    Expression(String text, CelRuntime.Program program, CelType type, Set<String> names) {
        this.text = text;
        this.program = program;
        this.type = type;
        this.names = names;
    }

    /// As it is written, on one line.
    String text() {
        return text.strip().replaceAll("\\s+", " ");
    }

    CelType type() {
        return type;
    }

    boolean isTruth() {
        return type.equals(SimpleType.BOOL);
    }

    boolean isList() {
        return type instanceof ListType;
    }

    /// What it gives, for messages.
    String typeName() {
        return type.name();
    }

    /// Of the facts, and of what the rule has named before.
    Set<String> names() {
        return names;
    }

    /// Where it is of the type `bool`.
    boolean holds(Scope scope) throws NotEvaluatedException {
        return (boolean) value(scope);
    }

    Object value(Scope scope) throws NotEvaluatedException {
        var values = new HashMap<String, Object>();
        var unknown = new TreeSet<String>();
        for (var name : names) {
            scope.value(name)
                    .ifPresentOrElse(value -> values.put(name, value), () -> unknown.add(name));
        }
        if (!unknown.isEmpty()) {
            throw new NotEvaluatedException("not known here: " + String.join(", ", unknown));
        }
        try {
            return program.trace(values, scope.work());
        } catch (Work.TooMuchException e) {
            throw new NotEvaluatedException(String.valueOf(e.getMessage()));
        } catch (CelEvaluationException e) {
            throw new NotEvaluatedException(why(e));
        }
    }

    private static String why(CelEvaluationException e) {
        if (e.getCause() instanceof Work.TooMuchException tooMuch) {
            return String.valueOf(tooMuch.getMessage());
        }
        var message = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        var plain = message.replaceFirst("^evaluation error(?: at [^ ]*)?: ", "");
        return e.getErrorCode() == CelErrorCode.ATTRIBUTE_NOT_FOUND
                ? plain + " (has(...) tells whether it is there)"
                : plain;
    }
}
