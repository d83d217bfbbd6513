/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.sandbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** The parameters of each provider, by the tables of "Create new channel" and "Update channel". */
final class ProviderChecks {

    static final String WHATSAPP = "whatsapp";
    static final String WHATSAPP_BUSINESS = "whatsapp_business";
    static final String TELEGRAM_PERSONAL = "telegram_personal";
    static final String INSTAGRAM = "instagram";

    /** The documented providers, in the order in which channels that are added in bulk use them. */
    static final List<String> PROVIDERS = List.of(
            WHATSAPP,
            WHATSAPP_BUSINESS,
            "avito",
            "instagram_business",
            "facebook",
            "vkontakte",
            "vkontakte_direct",
            "telegram",
            "viber",
            TELEGRAM_PERSONAL);

    private static final Set<String> UPDATED_BY_TOKEN =
            Set.of("facebook", "vkontakte", "vkontakte_direct", "telegram", "viber", "instagram_business");

    private static final Duration OLDEST_SYNC = Duration.ofDays(31);

    private ProviderChecks() {}

    static void onCreate(String provider, Parameters parameters, Clock clock) {
        switch (provider) {
            case WHATSAPP -> syncMessagesFrom(parameters, clock);
            case WHATSAPP_BUSINESS -> {
                parameters.requiredString("username");
                parameters.requiredString("account_name");
                parameters.requiredString("token");
                parameters.optionalOneOf("subtype", List.of("regular", "unlim", "no_write_first"));
                parameters.optionalOneOf("api_provider", List.of("gupshup", "360dialog"));
            }
            case "avito" -> {
                parameters.requiredString("login");
                parameters.requiredString("password");
            }
            case "instagram_business" -> {
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

    static void onUpdate(String provider, Parameters parameters) {
        if (UPDATED_BY_TOKEN.contains(provider)) {
            parameters.requiredString("token");
        }
    }

    /** Whether the channel is connected by scanning a QR code. */
    static boolean byQrCode(String provider, Parameters parameters) {
        return provider.equals(WHATSAPP) || (provider.equals(TELEGRAM_PERSONAL) && parameters.isTrue("via_qr_code"));
    }

    /** Whether the channel is connected by a code. */
    static boolean byCode(String provider, Parameters parameters) {
        return provider.equals(INSTAGRAM) || (provider.equals(TELEGRAM_PERSONAL) && !byQrCode(provider, parameters));
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
