package org.tidewaiter.checks.host.kubernetes;

import java.util.List;

/// One check of a file of controls.
///
/// @param type `manual`, `skip`, or empty
/// @param audit a script of a shell; may be empty
/// @param auditEnvironment whose output has lines `NAME=value`; may be empty
/// @param auditConfig whose output is JSON or YAML; may be empty
/// @param isAnyEnough whether one item that holds is enough
/// @param readsRows whether every line of an output must hold
record AuditCheck(
        String id,
        String text,
        String type,
        String audit,
        String auditEnvironment,
        String auditConfig,
        List<TestItem> items,
        boolean isAnyEnough,
        boolean readsRows,
        String remediation,
        boolean isScored) {
    AuditCheck {
        items = List.copyOf(items);
    }
}
