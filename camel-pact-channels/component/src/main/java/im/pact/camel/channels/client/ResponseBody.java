/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * The body of an answer on its way into the parser: never more than {@link #LIMIT}, whatever the server sends, and its
 * beginning is remembered for the message of an exception, until the same thread reads the next answer. Nearly all answers need
 * no exception, so what remembers is not made anew for each.
 */
final class ResponseBody extends FilterInputStream {

    /** The most that is read of any answer, after decompression. */
    static final int LIMIT = 16 * 1024 * 1024;

    /** What is remembered of an answer. */
    static final int HEAD_LIMIT = 8 * 1024;

    /** A thread reads one answer at a time. */
    private static final ThreadLocal<byte[]> HEADS = ThreadLocal.withInitial(() -> new byte[HEAD_LIMIT]);

    private final byte[] head = HEADS.get();
    private long count;
    private boolean finished;

    ResponseBody(InputStream content) {
        super(content);
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
            remember(buffer, offset, read);
            count += read;
            if (count > LIMIT) {
                throw new TooLargeException();
            }
        }
        return read;
    }

    /** Not passed on: closing an unfinished body makes HttpClient read all the rest of it, however large. */
    @Override
    public void close() {}

    /** Reads as much as is remembered, for an answer that nobody parses. What came before it broke off counts. */
    void readHead() {
        byte[] buffer = new byte[HEAD_LIMIT];
        try {
            while (!finished && count < HEAD_LIMIT) {
                read(buffer, 0, HEAD_LIMIT - (int) count);
            }
        } catch (IOException e) {
            // The status was the answer; the body is only its explanation.
        }
    }

    /** Whether it was read to its end. */
    boolean isFinished() {
        return finished;
    }

    /** Whether there is more of it than is remembered. */
    boolean isCut() {
        return !finished || count > HEAD_LIMIT;
    }

    /** The first bytes of what was read so far. */
    byte[] head() {
        return Arrays.copyOf(head, (int) Math.min(count, HEAD_LIMIT));
    }

    private void remember(byte[] buffer, int offset, int length) {
        if (count < HEAD_LIMIT) {
            System.arraycopy(buffer, offset, head, (int) count, (int) Math.min(length, HEAD_LIMIT - count));
        }
    }

    /** The answer is larger than {@link #LIMIT}. */
    static final class TooLargeException extends IOException {

        private static final long serialVersionUID = 1L;

        TooLargeException() {
            super("larger than " + LIMIT / (1024 * 1024) + " MiB");
        }
    }
}
