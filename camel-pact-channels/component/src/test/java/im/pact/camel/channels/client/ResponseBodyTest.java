/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

import static im.pact.camel.channels.client.ResponseBody.HEAD_LIMIT;
import static im.pact.camel.channels.client.ResponseBody.LIMIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseBodyTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 511, 512, 513, 8191, 8192, 8193, 100_000})
    void body_is_passed_on_and_its_first_8_kib_are_the_head(int size) throws IOException {
        byte[] bytes = bytes(size);
        ResponseBody body = new ResponseBody(new ByteArrayInputStream(bytes));

        assertThat(body.readAllBytes()).isEqualTo(bytes);
        assertThat(body.head()).isEqualTo(Arrays.copyOf(bytes, Math.min(size, HEAD_LIMIT)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 500, 1000, 8000, 8192})
    void head_is_copied_piece_by_piece(int piece) throws IOException {
        byte[] bytes = bytes(20_000);
        ResponseBody body = new ResponseBody(new ByteArrayInputStream(bytes));

        byte[] buffer = new byte[piece];
        while (body.read(buffer, 0, piece) > 0) {
            Arrays.fill(buffer, (byte) 0);
        }

        assertThat(body.head()).isEqualTo(Arrays.copyOf(bytes, HEAD_LIMIT));
    }

    @Test
    void head_is_copied_byte_by_byte() throws IOException {
        byte[] bytes = bytes(9000);
        ResponseBody body = new ResponseBody(new ByteArrayInputStream(bytes));

        for (byte expected : bytes) {
            assertThat(body.read()).isEqualTo(expected & 0xff);
        }

        assertThat(body.read()).isEqualTo(-1);
        assertThat(body.head()).isEqualTo(Arrays.copyOf(bytes, HEAD_LIMIT));
    }

    @Test
    void head_of_an_unread_body_is_read_and_not_a_byte_more() throws IOException {
        InputStream content = new ByteArrayInputStream(bytes(20_000));
        ResponseBody body = new ResponseBody(content);

        assertThat(body.head()).isEqualTo(bytes(HEAD_LIMIT));
        assertThat(content.available()).isEqualTo(20_000 - HEAD_LIMIT);
    }

    @Test
    void short_unread_body_is_read_to_its_end_so_that_the_connection_can_be_reused() {
        ResponseBody body = new ResponseBody(new ByteArrayInputStream(bytes(100)));

        assertThat(body.head()).isEqualTo(bytes(100));
        assertThat(body.isFinished()).isTrue();
    }

    @Test
    void missing_part_of_the_head_is_read_once() throws IOException {
        InputStream content = new ByteArrayInputStream(bytes(20_000));
        ResponseBody body = new ResponseBody(content);
        assertThat(body.readNBytes(5000)).hasSize(5000);

        assertThat(body.head()).isEqualTo(bytes(HEAD_LIMIT));
        assertThat(body.head()).isEqualTo(bytes(HEAD_LIMIT));
        assertThat(content.available()).isEqualTo(20_000 - HEAD_LIMIT);
    }

    @Test
    void head_ends_where_the_connection_breaks() {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("Connection reset");
            }
        };
        ResponseBody body = new ResponseBody(new SequenceInputStream(new ByteArrayInputStream(bytes(10)), broken));

        assertThat(body.head()).isEqualTo(bytes(10));
        assertThat(body.isFinished()).isFalse();
    }

    @Test
    void released_buffer_shows_nothing_of_the_previous_body() {
        ResponseBody previous = new ResponseBody(new ByteArrayInputStream(bytes(8000)));
        previous.head();
        previous.release();
        ResponseBody next = new ResponseBody(new ByteArrayInputStream(new byte[] {1, 2, 3}));

        assertThat(next.head()).containsExactly(1, 2, 3);
    }

    @Test
    void bodies_that_are_read_at_the_same_time_have_their_own_heads() throws IOException {
        ResponseBody one = new ResponseBody(new ByteArrayInputStream(new byte[] {1, 1}));
        ResponseBody other = new ResponseBody(new ByteArrayInputStream(new byte[] {2, 2}));
        assertThat(one.read()).isEqualTo(1);
        assertThat(other.read()).isEqualTo(2);

        assertThat(one.head()).containsExactly(1, 1);
        assertThat(other.head()).containsExactly(2, 2);
    }

    @Test
    void body_of_more_than_16_mib_is_rejected() throws IOException {
        ResponseBody body = new ResponseBody(zeros());
        assertThat(body.readNBytes(LIMIT)).hasSize(LIMIT);

        assertThatExceptionOfType(ResponseBody.TooLargeException.class)
                .isThrownBy(body::read)
                .withMessage("larger than 16 MiB");
        assertThatExceptionOfType(ResponseBody.TooLargeException.class).isThrownBy(() -> body.read(new byte[100]));
    }

    @Test
    void body_of_exactly_16_mib_is_accepted() throws IOException {
        ResponseBody body = new ResponseBody(new ByteArrayInputStream(new byte[LIMIT]));

        assertThat(body.readAllBytes()).hasSize(LIMIT);
        assertThat(body.read()).isEqualTo(-1);
    }

    @Test
    void closing_the_body_does_not_close_the_content() {
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
