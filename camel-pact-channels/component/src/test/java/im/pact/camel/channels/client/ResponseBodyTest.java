/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

import static im.pact.camel.channels.client.ResponseBody.HEAD_LIMIT;
import static im.pact.camel.channels.client.ResponseBody.LIMIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseBodyTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 511, 512, 513, 8191, 8192, 8193, 100_000})
    void passes_everything_on_and_remembers_the_first_8_kib(int size) throws IOException {
        byte[] bytes = bytes(size);
        ResponseBody body = new ResponseBody(new ByteArrayInputStream(bytes));

        assertThat(body.readAllBytes()).isEqualTo(bytes);
        assertThat(body.head()).isEqualTo(Arrays.copyOf(bytes, Math.min(size, HEAD_LIMIT)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 500, 1000, 8000, 8192})
    void remembers_what_comes_in_pieces(int piece) throws IOException {
        byte[] bytes = bytes(20_000);
        ResponseBody body = new ResponseBody(new ByteArrayInputStream(bytes));

        byte[] buffer = new byte[piece];
        while (body.read(buffer, 0, piece) > 0) {
            assertThat(body.head()).isEqualTo(Arrays.copyOf(bytes, body.head().length));
        }

        assertThat(body.head()).isEqualTo(Arrays.copyOf(bytes, HEAD_LIMIT));
    }

    @Test
    void remembers_what_comes_byte_by_byte() throws IOException {
        byte[] bytes = bytes(9000);
        ResponseBody body = new ResponseBody(new ByteArrayInputStream(bytes));

        for (byte expected : bytes) {
            assertThat(body.read()).isEqualTo(expected & 0xff);
        }

        assertThat(body.read()).isEqualTo(-1);
        assertThat(body.head()).isEqualTo(Arrays.copyOf(bytes, HEAD_LIMIT));
    }

    @Test
    void remembers_only_what_was_read() throws IOException {
        ResponseBody body = new ResponseBody(new ByteArrayInputStream(bytes(1000)));
        assertThat(body.head()).isEmpty();

        assertThat(body.readNBytes(10)).hasSize(10);

        assertThat(body.head()).isEqualTo(bytes(10));
    }

    @Test
    void reads_the_head_of_a_body_that_nobody_reads() throws IOException {
        InputStream content = new ByteArrayInputStream(bytes(20_000));
        ResponseBody body = new ResponseBody(content);

        body.readHead();

        assertThat(body.head()).isEqualTo(bytes(HEAD_LIMIT));
        assertThat(content.available()).isEqualTo(20_000 - HEAD_LIMIT);
    }

    @Test
    void reads_a_short_body_to_its_end_so_that_the_connection_can_be_used_again() throws IOException {
        AtomicBoolean atEnd = new AtomicBoolean();
        ResponseBody body = new ResponseBody(new ByteArrayInputStream(bytes(100)) {
            @Override
            public synchronized int read(byte[] buffer, int offset, int length) {
                int read = super.read(buffer, offset, length);
                atEnd.set(read < 0);
                return read;
            }
        });

        body.readHead();

        assertThat(body.head()).isEqualTo(bytes(100));
        assertThat(atEnd).isTrue();
    }

    @Test
    void reads_the_rest_of_the_head_when_some_of_it_was_read_before() throws IOException {
        ResponseBody body = new ResponseBody(new ByteArrayInputStream(bytes(20_000)));
        assertThat(body.readNBytes(5000)).hasSize(5000);

        body.readHead();
        body.readHead();

        assertThat(body.head()).isEqualTo(bytes(HEAD_LIMIT));
    }

    @Test
    void gives_out_16_mib_and_not_a_byte_more() throws IOException {
        ResponseBody body = new ResponseBody(zeros());
        assertThat(body.readNBytes(LIMIT)).hasSize(LIMIT);

        assertThatExceptionOfType(ResponseBody.TooLargeException.class)
                .isThrownBy(body::read)
                .withMessage("larger than 16 MiB");
        assertThatExceptionOfType(ResponseBody.TooLargeException.class).isThrownBy(() -> body.read(new byte[100]));
    }

    @Test
    void a_body_of_exactly_16_mib_ends_well() throws IOException {
        ResponseBody body = new ResponseBody(new ByteArrayInputStream(new byte[LIMIT]));

        assertThat(body.readAllBytes()).hasSize(LIMIT);
        assertThat(body.read()).isEqualTo(-1);
    }

    @Test
    void closing_it_does_not_close_what_it_reads_from() {
        AtomicBoolean closed = new AtomicBoolean();
        ResponseBody body = new ResponseBody(new ByteArrayInputStream(bytes(1)) {
            @Override
            public void close() {
                closed.set(true);
            }
        });

        body.close();

        assertThat(closed).isFalse();
    }

    private static InputStream zeros() {
        return new InputStream() {
            @Override
            public int read() {
                return 0;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) {
                return length;
            }
        };
    }

    private static byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        for (int i = 0; i < size; i++) {
            bytes[i] = (byte) (i * 31 + i / 256);
        }
        return bytes;
    }
}
