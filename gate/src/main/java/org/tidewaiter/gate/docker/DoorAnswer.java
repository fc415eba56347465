package org.tidewaiter.gate.docker;

/// What the daemon is told.
///
/// @param message for whoever asked, where it may not be; where it may, what somebody should know
/// @param log one line for who runs the door; empty where there is nothing to tell
record DoorAnswer(boolean allowed, String message, String log) {
    static final DoorAnswer PASS = new DoorAnswer(true, "", "");
}
