package org.tidewaiter.cli;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// On a flag that says what is signed: no variable of the environment stands for it.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
@interface OnlyTyped {}
