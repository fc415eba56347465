package org.tidewaiter.policy.fact;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// What a fact says, in one line for who writes rules. The page of facts is made of these, and the
/// types of the rules' language of the components that bear them.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.TYPE})
public @interface Means {
    String value();

    /// What a text may be, where it is one of a few words. A rule that compares it with another is
    /// refused, since it could never hold.
    String[] words() default {};

    /// Where a group of [Facts] is known.
    Known known() default Known.ANYWHERE;

    /// The moments of a decision.
    enum Known {
        ANYWHERE,
        CLEARING,
        DOOR
    }
}
