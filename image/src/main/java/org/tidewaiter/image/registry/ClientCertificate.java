package org.tidewaiter.image.registry;

import java.nio.file.Path;

/// With what we show a registry who we are while the connection is made.
///
/// @param certificate PEM: ours, then those that signed it
/// @param key PEM, unencrypted
public record ClientCertificate(Path certificate, Path key) {}
