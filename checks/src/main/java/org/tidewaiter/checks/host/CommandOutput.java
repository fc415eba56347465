package org.tidewaiter.checks.host;

/// What a program said.
public record CommandOutput(int status, String out, String err) {}
