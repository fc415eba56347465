package org.tidewaiter.policy.rule;

/// What a rule wants.
sealed interface Demand {
    Expression expression();

    /// That it holds.
    record Require(Expression expression) implements Demand {}

    /// That it does not hold.
    record Forbid(Expression expression) implements Demand {}

    /// That the list is empty. Each element is one objection, which messages call `it`.
    record ForbidEach(Expression expression) implements Demand {}
}
