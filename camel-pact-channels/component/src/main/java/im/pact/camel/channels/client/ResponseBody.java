/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** The body of a response: at most {@link #LIMIT} bytes, and with a copy of its first bytes for the exception. */
final class ResponseBody extends FilterInputStream {

    /** Maximum size of a response, after decompression. */
    static final int LIMIT = 16 * 1024 * 1024;

    /** Maximum size of the copy. */
    static final int HEAD_LIMIT = 8 * 1024;

    /** Buffers for copies that are not in use. A new one per request would be 40 % of what {@code sendFirst} allocates. */
    private static final Queue<byte[]> BUFFERS = new ConcurrentLinkedQueue<>();

    private byte[] head;
    private long count;
    private boolean finished;

    ResponseBody(InputStream content) {
        super(content);
        byte[] buffer = BUFFERS.poll();
        head = buffer != null ? buffer : new byte[HEAD_LIMIT];
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = super.read(buffer, offset, length);
        finished = read < 0;
        if (read > 0) {
            if (count < HEAD_LIMIT) {
                System.arraycopy(buffer, offset, head, (int) count, (int) Math.min(read, HEAD_LIMIT - count));
            }
            count += read;
            if (count > LIMIT) {
                throw new TooLargeException();
            }
        }
        return read;
    }

    /** Does nothing: HttpClient would read the rest of an unfinished body, however long it is. */
    @Override
    public void close() {}

    /** The first bytes of the body. Reads as many as are missing, as far as the connection allows. */
    byte[] head() {
        byte[] buffer = new byte[HEAD_LIMIT];
        try {
            while (!finished && count < HEAD_LIMIT) {
                read(buffer, 0, HEAD_LIMIT - (int) count);
            }
        } catch (IOException e) {
            // The body only explains a failure that is already known.
        }
        return Arrays.copyOf(head, (int) Math.min(count, HEAD_LIMIT));
    }

    /** Whether the body was read to its end. */
    boolean isFinished() {
        return finished;
    }

    /** Whether the body is longer than its head, as far as known. */
    boolean isCut() {
        return !finished || count > HEAD_LIMIT;
    }

    /** To be called when the head is no longer needed. */
    void release() {
        BUFFERS.offer(head);
        head = null;
    }

    /** The response is larger than {@link #LIMIT}. */
    static final class TooLargeException extends IOException {

        private static final long serialVersionUID = 1L;

        TooLargeException() {
            super("larger than " + LIMIT / (1024 * 1024) + " MiB");
        }
    }
}
