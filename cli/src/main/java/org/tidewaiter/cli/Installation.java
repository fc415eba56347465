package org.tidewaiter.cli;

import java.nio.file.Path;

/// The program as it was started.
///
/// @param folder of its jars
/// @param fingerprint of all of them ([OwnJars])
record Installation(Path folder, String fingerprint) {}
