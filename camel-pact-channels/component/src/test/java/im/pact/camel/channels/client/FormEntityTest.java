/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.apache.hc.client5.http.entity.UrlEncodedFormEntity;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.NameValuePair;
import org.apache.hc.core5.http.message.BasicNameValuePair;
import org.junit.jupiter.api.Test;

class FormEntityTest {

    @Property
    void form_is_the_same_as_that_of_http_client(@ForAll @Size(max = 5) List<String> texts) throws IOException {
        List<NameValuePair> fields = texts.stream()
                .<NameValuePair>map(text -> new BasicNameValuePair(text + "[]", text))
                .toList();

        assertSame(new FormEntity(fields), new UrlEncodedFormEntity(fields, UTF_8));
    }

    @Test
    void every_ascii_character_is_written_as_http_client_writes_it() throws IOException {
        StringBuilder ascii = new StringBuilder();
        for (char c = 0; c < 0x80; c++) {
            ascii.append(c);
        }
        List<NameValuePair> fields = List.of(new BasicNameValuePair("text", ascii.toString()));

        assertSame(new FormEntity(fields), new UrlEncodedFormEntity(fields, UTF_8));
    }

    @Test
    void form_can_be_sent_again() throws IOException {
        FormEntity form = new FormEntity(List.of(new BasicNameValuePair("phone", "79250000001")));

        assertThat(form.isRepeatable()).isTrue();
        assertThat(form.isStreaming()).isFalse();
        assertThat(written(form)).isEqualTo("phone=79250000001").isEqualTo(written(form));
        assertThat(form.getContent()).hasContent("phone=79250000001");
    }

    private static void assertSame(HttpEntity form, HttpEntity expected) throws IOException {
        assertThat(written(form)).isEqualTo(written(expected));
        assertThat(form.getContentType()).isEqualTo(expected.getContentType());
        assertThat(form.getContentLength()).isEqualTo(expected.getContentLength());
    }

    private static String written(HttpEntity entity) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        entity.writeTo(out);
        return out.toString(UTF_8);
    }
}
