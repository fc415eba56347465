package org.tidewaiter.image.compression;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// The JDK's decoder, which is zlib's: there from the first byte, where [FastDecoder] has to be
/// compiled first.
final class PlatformDecoder implements DeflateDecoder {
    private static final int BUFFER_BYTES = 32 << 10;

    private final InputStream in;
    private final Inflater inflater = new Inflater(true);
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int at;
    private int end;
    private int position;

    PlatformDecoder(InputStream in) {
        this.in = in;
    }

    @Override
    public void begin() {
        inflater.reset();
    }

    @Override
    public void decode(byte[] out, int history, int from, int to)
            throws IOException, DataFormatException {
        position = from;
        while (to - position >= SPARE_BYTES && !inflater.finished()) {
            if (inflater.needsInput()) {
                if (at == end && !fill()) {
                    throw new MalformedLayerException("gzip: the data ends too early");
                }
                inflater.setInput(buffer, at, end - at);
                at = end;
            }
            long before = inflater.getBytesWritten();
            try {
                inflater.inflate(out, position, to - position);
            } finally { // it says how many bytes it gave where it fails, too
                position += (int) (inflater.getBytesWritten() - before);
            }
        }
        if (inflater.finished()) {
            at = end - inflater.getRemaining();
        }
    }

    @Override
    public int position() {
        return position;
    }

    @Override
    public boolean isFinished() {
        return inflater.finished();
    }

    @Override
    public int octet() throws IOException {
        return at < end || fill() ? buffer[at++] & 0xff : -1;
    }

    private boolean fill() throws IOException {
        at = 0;
        end = Math.max(0, in.read(buffer, 0, BUFFER_BYTES));
        return end > 0;
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        in.close();
    }
}
