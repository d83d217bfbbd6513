/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.benchmarks;

import java.util.concurrent.TimeUnit;

/** The companies of {@link ApiServer}, each with its number of channels and the delay of its responses. */
public enum ApiCompany {
    SMALL(154, 10_000, 0),
    LARGE(155, 1_000_000, 0),
    /** A hundred pages of a hundred, 50 ms each. */
    SLOW_PAGES(156, 10_000, 50),
    SLOW(157, 10_000, 100);

    private static final int FIRST_ID = SMALL.id;
    private static final String[] PROVIDERS = {
        "whatsapp", "telegram_personal", "viber", "vkontakte", "instagram_business"
    };

    private final int id;
    private final int channels;
    private final int delayMillis;

    ApiCompany(int id, int channels, int delayMillis) {
        this.id = id;
        this.channels = channels;
        this.delayMillis = delayMillis;
    }

    int id() {
        return id;
    }

    int channels() {
        return channels;
    }

    long delayNanos() {
        return TimeUnit.MILLISECONDS.toNanos(delayMillis);
    }

    /** {@code null} if there is no such company. */
    static ApiCompany withId(int id) {
        int index = id - FIRST_ID;
        return index < 0 || index >= values().length ? null : values()[index];
    }

    /** The id of a channel, counted from 0. Channels have the same ids in all companies. */
    static long channelId(int index) {
        return 100_000L + index;
    }

    /** The provider of a channel, counted from 0. */
    static String provider(int index) {
        return PROVIDERS[index % PROVIDERS.length];
    }

    /** The sum of the ids of all channels, to check that a listing has returned each of them. */
    long sumOfIds() {
        return (channelId(0) + channelId(channels - 1)) * channels / 2;
    }
}
