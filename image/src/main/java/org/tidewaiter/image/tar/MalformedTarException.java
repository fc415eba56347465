package org.tidewaiter.image.tar;

import java.io.IOException;
import java.io.Serial;

/// The bytes are no tar archive, or exceed a limit, or end too early. The message names the offset
/// of the header, where that is at fault.
public final class MalformedTarException extends IOException {
    @Serial private static final long serialVersionUID = 1;

    public MalformedTarException(String message) {
        super(message);
    }
}
