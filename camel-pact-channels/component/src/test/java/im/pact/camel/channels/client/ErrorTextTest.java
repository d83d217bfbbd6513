/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The API documents no format for errors: the readable text is found in any format, if there is one. */
class ErrorTextTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {'errors':[{'detail':'Because'}]}                                            | Because
                    {'errors':[{'title':'Because'}]}                                             | Because
                    {'errors':[{'message':'Because'}]}                                           | Because
                    {'errors':[{'code':'because'}]}                                              | because
                    {'errors':['Because']}                                                       | Because
                    {'errors':[{'code':1017}]}                                                   | 1017
                    {'error':'Because'}                                                          | Because
                    {'error':{'message':'Because','code':5}}                                     | Because
                    {'error':'invalid_grant','error_description':'Because'}                      | invalid_grant
                    {'message':'Because'}                                                        | Because
                    {'details':'Because'}                                                        | Because
                    {'details':['Because','and because']}                                        | Because; and because
                    {'reason':'Because'}                                                         | Because
                    {'status':'errored','data':{'result':{'errors':{'phone':{'reason':'Because'}}}}} | phone Because
                    [{'message':'Because'}]                                                      | Because
                    """)
    void text_is_found_in_known_fields(String body, String text) {
        assertThat(find(body)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {'code':400,'detail':'Best'}                                          | Best
                    {'errors':[{'code':400,'title':'Good','detail':'Best'}]}              | Best
                    {'message':'Good','errors':[{'detail':'Best'}]}                       | Best
                    {'reason':'Good','message':'Better'}                                  | Better
                    {'detail':null,'title':'Second best'}                                 | Second best
                    {'detail':'','title':' ','message':'Third best'}                      | Third best
                    {'errors':[{'detail':'First'},{'detail':'Second'}]}                   | First; Second
                    """)
    void preferred_field_wins_at_any_position(String body, String text) {
        assertThat(find(body)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "{'status':'errored'}", "{'message':null}", "{'message':''}", "{'message':{}}"})
    void json_without_text_gives_null(String body) {
        assertThat(find(body)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\r\n\t", "<html></html>", "<br/>", "\0\0\0"})
    void body_without_text_gives_null(String body) {
        assertThat(find(body)).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {'errors':[{'detail':'Because'}                  | Because
                    {'errors':[{'detail':'Because','code             | Because
                    {'message':'Because','stack':'at line            | Because
                    {'message':'Because'} trailing                   | Because
                    """)
    void text_before_the_truncation_is_found(String body, String text) {
        assertThat(find(body)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'message':'Bec", "{'errors':[{'det", "{"})
    void truncated_text_gives_null(String body) {
        assertThat(find(body)).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    Service temporarily unavailable                          | Service temporarily unavailable
                    <h1>Bad Gateway</h1><hr>nginx                            | Bad Gateway nginx
                    <!DOCTYPE html><html lang="ru"><body>Нет</body></html>   | Нет
                    <a title=x                                               | <a title=x
                    """)
    void other_body_is_read_as_text_without_tags(String body, String text) {
        assertThat(find(body)).isEqualTo(text);
    }

    @Test
    void text_is_one_line_without_control_characters() {
        assertThat(find("{'message':'One\\r\\n2024-01-01 ERROR \\u001b[31mtwo\\t\\u0000three\\u202e\\u200b '}"))
                .isEqualTo("One 2024-01-01 ERROR [31mtwo three");
        assertThat(find("One\r\n\r\ntwo")).isEqualTo("One two");
        assertThat(find("{'message':'One\u0085two\u009b31m three\u2028four\u2029five'}"))
                .isEqualTo("One two 31m three four five");
    }

    @Test
    void text_is_cut_after_300_characters() {
        assertThat(find("{'message':'" + "я".repeat(300) + "'}")).isEqualTo("я".repeat(300));
        assertThat(find("{'message':'" + "я".repeat(301) + "'}")).isEqualTo("я".repeat(300) + "…");
    }

    @Test
    void boolean_is_not_a_text() {
        assertThat(find("{'error':true,'reason':'No phone'}")).isEqualTo("No phone");
    }

    @Test
    void surrogate_pair_is_not_split() {
        assertThat(find("x".repeat(299) + "👍👍")).isEqualTo("x".repeat(299) + "…");
    }

    @Test
    void random_bytes_do_not_fail() {
        Random random = new Random(7);
        for (int i = 0; i < 200; i++) {
            byte[] noise = new byte[random.nextInt(500)];
            random.nextBytes(noise);

            String text = find(new String(noise, UTF_8));

            assertThat(text == null || text.length() <= 301).isTrue();
        }
    }

    @Test
    void deeply_nested_json_does_not_fail() {
        assertThat(find("{'message':'Because','deep':" + "[".repeat(8000))).isEqualTo("Because");
        assertThat(find("{'a':".repeat(1500))).isNull();
    }

    /** The text of a body with single instead of double quotes. */
    private static String find(String body) {
        return ErrorText.find(body.replace('\'', '"'), UnaryOperator.identity());
    }
}
