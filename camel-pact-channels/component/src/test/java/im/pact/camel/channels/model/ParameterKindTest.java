/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.CharBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which values are of which kind, and what becomes of them. */
class ParameterKindTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final String HALF = "a\uD83D";

    static Stream<Arguments> values() {
        return Stream.of(
                of(ParameterKind.TEXT, "a b", "a b"),
                of(ParameterKind.TEXT, "  kept  ", "  kept  "),
                of(ParameterKind.TEXT, "🙂", "🙂"),
                of(ParameterKind.TEXT, CharBuffer.wrap("x"), "x"),
                of(ParameterKind.TEXT, 12, "12"),
                of(ParameterKind.TEXT, new BigDecimal("1.50"), "1.50"),
                of(ParameterKind.TEXT, RequestFormat.json, "json"),
                of(ParameterKind.TEXT, HALF, null),
                of(ParameterKind.TEXT, "\uDE42", null),
                of(ParameterKind.TEXT, true, null),
                of(ParameterKind.TEXT, List.of("x"), null),
                of(ParameterKind.TEXT, Map.of(), null),
                of(ParameterKind.DIGITS, "0123", "0123"),
                of(ParameterKind.DIGITS, " 12\n", "12"),
                of(ParameterKind.DIGITS, 2567, "2567"),
                of(ParameterKind.DIGITS, "12 34", null),
                of(ParameterKind.DIGITS, "-12", null),
                of(ParameterKind.DIGITS, "12a", null),
                of(ParameterKind.DIGITS, "١٢", null),
                of(ParameterKind.DIGITS, 1.5, null),
                of(ParameterKind.PHONE, "79250000001", "79250000001"),
                of(ParameterKind.PHONE, 79250000001L, "79250000001"),
                of(ParameterKind.PHONE, "+7 (925) 000-00-01", "79250000001"),
                of(ParameterKind.PHONE, " 7.925.000.00.01 ", "79250000001"),
                of(ParameterKind.PHONE, "+7\u00A0925\u2009000\u201300\u201101", "79250000001"),
                of(ParameterKind.PHONE, "12345", "12345"),
                of(ParameterKind.PHONE, "123456789012345", "123456789012345"),
                of(ParameterKind.PHONE, "1234", null),
                of(ParameterKind.PHONE, "1234567890123456", null),
                of(ParameterKind.PHONE, "7925000000x", null),
                of(ParameterKind.PHONE, "7+9250000001", null),
                of(ParameterKind.PHONE, "++79250000001", null),
                of(ParameterKind.PHONE, "٧٩٢٥٠٠٠٠٠٠١", null),
                of(ParameterKind.PHONE, "7.925E10", null),
                of(ParameterKind.PHONE, "79250000001,79250000002", null),
                of(ParameterKind.PHONE, "+", null),
                of(ParameterKind.PHONE_WITH_PLUS, "79131112233", "+79131112233"),
                of(ParameterKind.PHONE_WITH_PLUS, "+7 913 111-22-33", "+79131112233"),
                of(ParameterKind.PHONE_WITH_PLUS, "1234", null),
                of(ParameterKind.INTEGER, 3, 3L),
                of(ParameterKind.INTEGER, "0", 0L),
                of(ParameterKind.INTEGER, " 12 ", 12L),
                of(ParameterKind.INTEGER, "-1", -1L),
                of(ParameterKind.INTEGER, 1.0, null),
                of(ParameterKind.INTEGER, "1.9", null),
                of(ParameterKind.INTEGER, "1e3", null),
                of(ParameterKind.INTEGER, "", null),
                of(ParameterKind.INTEGER, "9999999999999999999", null),
                of(ParameterKind.INTEGER, true, null),
                of(ParameterKind.BOOLEAN, true, true),
                of(ParameterKind.BOOLEAN, false, false),
                of(ParameterKind.BOOLEAN, "True", true),
                of(ParameterKind.BOOLEAN, " FALSE ", false),
                of(ParameterKind.BOOLEAN, "yes", null),
                of(ParameterKind.BOOLEAN, 1, null),
                of(ParameterKind.OBJECT, Map.of("a", 1), Map.of("a", 1)),
                of(ParameterKind.OBJECT, Map.of(), null),
                of(ParameterKind.OBJECT, "{\"a\":1}", null),
                of(ParameterKind.OBJECT, List.of(), null),
                of(ParameterKind.LIST, List.of("a", 1), List.of("a", "1")),
                of(ParameterKind.LIST, new LinkedHashSet<>(List.of("b", "a")), List.of("b", "a")),
                of(ParameterKind.LIST, new String[] {"a", "b"}, List.of("a", "b")),
                of(ParameterKind.LIST, "a,b", List.of("a,b")),
                of(ParameterKind.LIST, 5, List.of("5")),
                of(ParameterKind.LIST, List.of(), List.of()),
                of(ParameterKind.LIST, List.of(List.of("a")), null),
                of(ParameterKind.LIST, Arrays.asList("a", null), null),
                of(ParameterKind.LIST, List.of("a", HALF), null),
                of(ParameterKind.LIST, Map.of("a", 1), null));
    }

    private static Arguments of(ParameterKind kind, Object value, Object read) {
        return Arguments.of(kind, value, read);
    }

    @ParameterizedTest(name = "{0}: {1} is {2}")
    @MethodSource("values")
    void aValueIsReadAsItsKindOrNotAtAll(ParameterKind kind, Object value, Object read) {
        assertThat(kind.read(value, NOW)).isEqualTo(read);
    }

    static Stream<Object> theSameMoment() {
        Instant moment = Instant.parse("2026-02-20T10:30:00Z");
        return Stream.of(
                moment,
                moment.plusMillis(999),
                moment.atOffset(ZoneOffset.ofHours(5)),
                moment.atZone(ZoneId.of("Europe/Moscow")),
                Date.from(moment),
                new java.sql.Timestamp(moment.toEpochMilli()),
                moment.getEpochSecond(),
                "" + moment.getEpochSecond(),
                "2026-02-20T10:30:00Z",
                "2026-02-20T10:30Z",
                " 2026-02-20T13:30:00.5+03:00 ",
                "2026-02-20T13:30:00+03:00[Europe/Moscow]");
    }

    @ParameterizedTest
    @MethodSource("theSameMoment")
    void aMomentIsReadAsSecondsSince1970(Object value) {
        assertThat(ParameterKind.TIMESTAMP.read(value, NOW)).isEqualTo(1_771_583_400L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yesterday",
                "2026-02-20",
                "2026-02-20T10:30:00",
                "2026-02-30T10:30:00Z",
                "1771583400.5",
                "1771583400000",
                "99999999999999999999"
            })
    void whatIsNoMomentIsNotRead(String value) {
        assertThat(ParameterKind.TIMESTAMP.read(value, NOW)).isNull();
    }

    @Test
    void aMomentWithoutAnOffsetIsNone() {
        assertThat(ParameterKind.TIMESTAMP.read(LocalDateTime.of(2026, 2, 20, 10, 30), NOW))
                .isNull();
    }

    @Test
    void aMomentIsAtMost31DaysAgoAndNotInTheFuture() {
        Duration limit = Duration.ofDays(31);

        assertThat(ParameterKind.TIMESTAMP.read(NOW, NOW)).isEqualTo(NOW.getEpochSecond());
        assertThat(ParameterKind.TIMESTAMP.read(NOW.plusSeconds(1), NOW)).isNull();
        assertThat(ParameterKind.TIMESTAMP.read(NOW.minus(limit), NOW))
                .isEqualTo(NOW.minus(limit).getEpochSecond());
        assertThat(ParameterKind.TIMESTAMP.read(NOW.minus(limit).minusSeconds(1), NOW))
                .isNull();
    }

    @Test
    void aMomentBeyondAllTimeIsNone() {
        assertThat(ParameterKind.instant("999999999999999999")).isNull();
        assertThat(ParameterKind.instant(Long.MAX_VALUE)).isNull();
        assertThat(ParameterKind.TIMESTAMP.read(Instant.MAX, NOW)).isNull();
        assertThat(ParameterKind.TIMESTAMP.read(Instant.MIN, NOW)).isNull();
    }

    @Test
    void everyKindSaysWhatItAllows() {
        assertThat(Stream.of(ParameterKind.values()).map(ParameterKind::allowed))
                .allSatisfy(text -> assertThat(text).isNotBlank());
    }

    @Test
    void noKindBreaksOnAnything() {
        for (ParameterKind kind : ParameterKind.values()) {
            for (Object anything : Arrays.asList(null, new Object(), "", Set.of(), new int[] {1}, 'c', Double.NaN)) {
                kind.read(anything, NOW);
            }
        }
    }
}
