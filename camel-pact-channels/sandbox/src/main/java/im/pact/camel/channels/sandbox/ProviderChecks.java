/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.sandbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The parameters of each provider, by the tables of "Create new channel" and "Update channel", and by what later
 * versions of the document added.
 */
final class ProviderChecks {

    static final String WHATSAPP = "whatsapp";
    static final String WHATSAPP_BUSINESS = "whatsapp_business";
    static final String TELEGRAM_PERSONAL = "telegram_personal";
    static final String INSTAGRAM = "instagram";
    static final String INSTAGRAM_BUSINESS = "instagram_business";
    static final String MAX = "max";

    /** The documented providers, in the order in which channels that are added in bulk use them. */
    static final List<String> DOCUMENTED = List.of(
            WHATSAPP,
            WHATSAPP_BUSINESS,
            "avito",
            INSTAGRAM_BUSINESS,
            "facebook",
            "vkontakte",
            "vkontakte_direct",
            "telegram",
            "viber",
            TELEGRAM_PERSONAL);

    /** Also the former provider {@code instagram}, which the pages on codes still name, and the newer {@code max}. */
    static final List<String> KNOWN =
            Stream.concat(DOCUMENTED.stream(), Stream.of(INSTAGRAM, MAX)).toList();

    private static final Set<String> UPDATED_BY_TOKEN =
            Set.of("facebook", "vkontakte", "vkontakte_direct", "telegram", "viber", INSTAGRAM_BUSINESS);

    private static final Duration OLDEST_SYNC = Duration.ofDays(31);

    private ProviderChecks() {}

    static void onCreate(String provider, Parameters parameters, Clock clock) {
        switch (provider) {
            case WHATSAPP -> {
                if (parameters.has("phone")) {
                    parameters.requiredPhone("phone");
                }
                syncMessagesFrom(parameters, clock);
            }
            case MAX -> syncMessagesFrom(parameters, clock);
            case WHATSAPP_BUSINESS -> whatsAppBusiness(parameters);
            case "avito" -> {
                parameters.requiredString("login");
                parameters.requiredString("password");
            }
            case INSTAGRAM_BUSINESS -> {
                // The document also requires private_api_token, but its own example omits it: the header carries it.
                if (parameters.object("data") == null) {
                    throw ApiError.invalidParameter("data", "is required");
                }
                parameters.requiredInternationalPhone("phone");
                parameters.requiredString("token");
            }
            case "facebook", "vkontakte", "vkontakte_direct", "telegram", "viber" -> parameters.requiredString("token");
            case TELEGRAM_PERSONAL -> {
                if (!byQrCode(provider, parameters)) {
                    if (parameters.has("via_qr_code") && !parameters.has("phone")) {
                        throw ApiError.invalidParameter("via_qr_code", "must be a 'true'");
                    }
                    parameters.requiredPhone("phone");
                }
                syncMessagesFrom(parameters, clock);
            }
            default -> {
                // New providers appear over time; their parameters are not known.
            }
        }
    }

    /** Since 2023-09-08 a hosting type with a token or a 360dialog channel; the older table is still accepted. */
    private static void whatsAppBusiness(Parameters parameters) {
        boolean by360dialog = parameters.has("dialog360_channel_id");
        if (by360dialog || parameters.has("hosting_type")) {
            parameters.requiredString("hosting_type");
            parameters.optionalOneOf("hosting_type", List.of("cloud", "onpremise"));
            parameters.requiredString(by360dialog ? "dialog360_channel_id" : "token");
        } else {
            parameters.requiredString("username");
            parameters.requiredString("account_name");
            parameters.requiredString("token");
        }
        parameters.optionalOneOf("subtype", List.of("regular", "unlim", "no_write_first"));
        parameters.optionalOneOf("api_provider", List.of("gupshup", "360dialog"));
    }

    static void onUpdate(String provider, Parameters parameters) {
        if (UPDATED_BY_TOKEN.contains(provider)) {
            parameters.requiredString("token");
        }
    }

    /** Whether the channel is connected by scanning a QR code. */
    static boolean byQrCode(String provider, Parameters parameters) {
        return switch (provider) {
            case WHATSAPP -> !parameters.has("phone");
            case MAX -> true;
            case TELEGRAM_PERSONAL -> parameters.isTrue("via_qr_code");
            default -> false;
        };
    }

    static boolean byQrCode(StoredChannel channel) {
        return byQrCode(channel.provider, Parameters.of(channel.parameters));
    }

    /** Whether the channel is connected by a code. */
    static boolean byCode(String provider, Parameters parameters) {
        return switch (provider) {
            case WHATSAPP, TELEGRAM_PERSONAL -> !byQrCode(provider, parameters);
            case INSTAGRAM -> true;
            default -> false;
        };
    }

    /**
     * Unix seconds, "not older than one month". The upper limit of one day ahead is our own: it rejects milliseconds
     * and tolerates clocks that are wrong.
     */
    private static void syncMessagesFrom(Parameters parameters, Clock clock) {
        Long seconds = parameters.integer("sync_messages_from");
        if (seconds == null) {
            return;
        }
        Instant now = clock.instant();
        if (seconds < now.minus(OLDEST_SYNC).getEpochSecond()) {
            throw ApiError.invalidParameter("sync_messages_from", "must not be older than one month");
        }
        if (seconds > now.plus(Duration.ofDays(1)).getEpochSecond()) {
            throw ApiError.invalidParameter("sync_messages_from", "must be Unix seconds, not in the future");
        }
    }
}
