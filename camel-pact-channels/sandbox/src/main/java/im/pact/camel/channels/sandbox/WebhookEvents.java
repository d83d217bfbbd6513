/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.sandbox;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * The events of webhooks in the shapes of both versions of the API, sent to the URLs of a company. The caller holds the
 * monitor of the company.
 *
 * <p>The {@code webhook_url} receives the events of the first version, each active webhook of the second version those
 * of the second. Without a URL an event is not sent.
 */
final class WebhookEvents {

    static final CompletableFuture<Void> NOT_SENT = CompletableFuture.completedFuture(null);

    private static final String PNG_PREFIX = "data:image/png;base64,";

    private static final DateTimeFormatter V1_TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);

    private static final DateTimeFormatter V2_TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final SandboxRules sandboxRules;
    private final WebhookRules rules;
    private final WebhookDeliveries deliveries;

    WebhookEvents(SandboxRules sandboxRules, WebhookRules rules, WebhookDeliveries deliveries) {
        this.sandboxRules = sandboxRules;
        this.rules = rules;
        this.deliveries = deliveries;
    }

    /** A new QR code of a channel. The result completes after the first attempt of all deliveries. */
    CompletableFuture<Void> qrCode(StoredChannel channel) {
        if (!hasReceiver(channel.company)) {
            return NOT_SENT;
        }
        String picture = Base64.getEncoder().encodeToString(QrPicture.png(channel.qrText));
        String data = rules.qrDataPrefix ? PNG_PREFIX + picture : picture;
        Map<String, Object> v1 = Json.object(
                "type",
                "qr_code",
                "event",
                "new",
                "company_id",
                channel.company.id,
                "channel_id",
                channel.id,
                "data",
                data);
        return send(channel.company, v1, auth("update", channel, "initial", Map.of("qr", data)));
    }

    /** A code that the user types into the app. Only the second version has an event for it. */
    void code(StoredChannel channel, String code) {
        send(channel.company, null, auth("update", channel, "initial", Map.of("code", code)));
    }

    /** A message about the state of a channel, which the second version does not have. */
    void system(StoredChannel channel, String message, String severity) {
        send(channel.company, systemV1(channel, message, severity), null);
    }

    void connected(StoredChannel channel) {
        send(
                channel.company,
                systemV1(channel, "authorized", "information"),
                auth("update", channel, "enabled", Map.of()));
    }

    void loggedOut(StoredChannel channel) {
        send(channel.company, systemV1(channel, "disabled", "critical"), auth("update", channel, "disabled", Map.of()));
    }

    void created(StoredChannel channel) {
        String authState = channel.state == ChannelState.ENABLED ? "enabled" : "initial";
        send(channel.company, null, auth("create", channel, authState, Map.of()));
    }

    void deleted(StoredChannel channel) {
        send(channel.company, null, auth("delete", channel, "disabled", Map.of()));
    }

    /** A job is finished; the reason is null if it is delivered. */
    void job(StoredChannel channel, long jobId, String result, Long messageId, String reason) {
        Map<String, Object> data =
                Json.object("id", jobId, "result", result, "message_id", messageId, "date", now().getEpochSecond());
        Map<String, Object> v1 = Json.object("type", "job", "event", "executed", "data", data);
        if (reason != null) {
            (rules.reasonAtTopLevel ? v1 : data).put("reason", reason);
        }
        send(channel.company, v1, null);
    }

    /** The first contact with a phone. */
    void conversation(StoredChannel channel, long conversationId, String phone) {
        Map<String, Object> data = Json.object(
                "external_id",
                conversationId,
                "name",
                phone,
                "avatar_url",
                null,
                "channel_id",
                channel.id,
                "channel_type",
                channel.provider,
                "created_at",
                V1_TIME.format(now()),
                "created_at_timestamp",
                now().getEpochSecond(),
                "last_message_at",
                null,
                "last_income_message_at",
                null,
                "sender_external_id",
                phone);
        send(
                channel.company,
                Json.object("type", "conversation", "event", "new", "data", data),
                v2("create", "conversation", conversationV2(channel, conversationId, phone, null)));
    }

    void incomingMessage(StoredChannel channel, long conversationId, long messageId, String phone, String text) {
        Map<String, Object> data = Json.object(
                "external_id",
                messageId,
                "external_public_id",
                rules.integerPublicIds ? (Object) Long.valueOf(phone) : phone,
                "channel_id",
                channel.id,
                "channel_type",
                channel.provider,
                "channel",
                Json.object("id", channel.id, "type", channel.provider),
                "conversation_id",
                conversationId,
                "message",
                text,
                "location",
                Map.of(),
                "income",
                true,
                "created_at",
                V1_TIME.format(now()),
                "created_at_timestamp",
                now().getEpochSecond(),
                "ack",
                2,
                "attachments",
                List.of());
        Map<String, Object> contact = Json.object(
                "id", conversationId,
                "external_id", phone,
                "external_public_id", phone,
                "name", phone,
                "avatar_url", null,
                "phone", phone);
        Map<String, Object> object = Json.object(
                "id",
                messageId,
                "external_id",
                Long.toString(messageId),
                "company_id",
                channel.company.id,
                "conversation_id",
                conversationId,
                "contact_id",
                conversationId,
                "replied_to_id",
                null,
                "created_at",
                V2_TIME.format(now()),
                "external_created_at",
                V2_TIME.format(now()),
                "income",
                true,
                "status",
                "created",
                "message",
                text,
                "reactions",
                List.of(),
                "details",
                null,
                "delivery",
                false,
                "deleted",
                false,
                "contact",
                contact,
                "conversation",
                conversationV2(channel, conversationId, phone, messageId),
                "attachments",
                List.of());
        send(
                channel.company,
                Json.object("type", "message", "event", "new", "data", data),
                v2("create", "message", object));
    }

    /** Sends a text as it is to the {@code webhook_url}. */
    void raw(Company company, String body) {
        deliveries.submit(
                company.id, company.webhookUrl, body.getBytes(StandardCharsets.UTF_8), WebhookDeliveries.V1_ATTEMPTS);
    }

    private Map<String, Object> systemV1(StoredChannel channel, String message, String severity) {
        Map<String, Object> data = Json.object("message", message, "date", V1_TIME.format(now()));
        if (rules.timestamps) {
            data.put("date_timestamp", now().getEpochSecond());
            data.put("timestamp", now().getEpochSecond());
        }
        data.put("details", Json.object("entity", "channel", "entity_id", channel.id));
        return Json.object("type", "system", "severity", severity, "data", data);
    }

    /** A channel is called auth in the second version. */
    private Map<String, Object> auth(
            String event, StoredChannel channel, String authState, Map<String, Object> additional) {
        Instant created = channel.createdAt == null ? now() : channel.createdAt;
        Map<String, Object> object = Json.object(
                "id",
                channel.id,
                "company_id",
                channel.company.id,
                "provider",
                channel.provider,
                "state",
                authState,
                "phone_number",
                channel.text("phone"),
                "settings",
                Map.of());
        object.putAll(additional);
        object.put("created_at", V2_TIME.format(created));
        object.put("updated_at", V2_TIME.format(now()));
        object.put("sync_messages_at", null);
        return v2(event, "auth", object);
    }

    private Map<String, Object> conversationV2(
            StoredChannel channel, long conversationId, String phone, Long lastMessageId) {
        return Json.object(
                "id",
                conversationId,
                "company_id",
                channel.company.id,
                "provider",
                channel.provider,
                "sender_name",
                phone,
                "sender_phone",
                phone,
                "sender_external_id",
                phone,
                "sender_external_public_id",
                phone,
                "avatar_url",
                null,
                "created_at",
                V2_TIME.format(now()),
                "last_updated_at",
                V2_TIME.format(now()),
                "last_message_id",
                lastMessageId,
                "operational_state",
                "open",
                "replied_state",
                lastMessageId == null ? "initialized" : "unreplied",
                "group",
                false);
    }

    private static Map<String, Object> v2(String event, String type, Map<String, Object> object) {
        return Json.object("event", event, "type", type, "object", object);
    }

    private static boolean hasReceiver(Company company) {
        return company.webhookUrl != null || !company.webhooks.isEmpty();
    }

    /** Sends both shapes of an event to where they belong; null if a version has no such event. */
    private CompletableFuture<Void> send(Company company, Map<String, Object> v1, Map<String, Object> v2) {
        CompletableFuture<Void> sent = NOT_SENT;
        if (company.webhookUrl != null && rules.unknownTypes) {
            post(company, company.webhookUrl, unknown(company), WebhookDeliveries.V1_ATTEMPTS);
        }
        if (company.webhookUrl != null && v1 != null) {
            sent = post(company, company.webhookUrl, v1, WebhookDeliveries.V1_ATTEMPTS);
        }
        if (company.webhookUrl != null && v2 != null && rules.v2Twins) {
            post(company, company.webhookUrl, v2, WebhookDeliveries.V1_ATTEMPTS);
        }
        if (v2 != null) {
            for (CompanyWebhook webhook : company.webhooks.values()) {
                if (webhook.active()) {
                    sent = CompletableFuture.allOf(
                            sent, post(company, webhook.url(), v2, WebhookDeliveries.V2_ATTEMPTS));
                }
            }
        }
        return sent;
    }

    private CompletableFuture<Void> post(Company company, URI url, Map<String, Object> event, int maxAttempts) {
        return deliveries.submit(
                company.id, url, Json.write(rules.extraFields ? withExtras(event) : event), maxAttempts);
    }

    /** A type that a later version of the API could add. */
    private static Map<String, Object> unknown(Company company) {
        return Json.object(
                "type", "sandbox_unknown", "event", "new", "data", Json.object("company_id", company.id, "value", 1));
    }

    /** Fields that a later version of the API could add. */
    private static Map<String, Object> withExtras(Map<String, Object> event) {
        Map<String, Object> extended = new LinkedHashMap<>(event);
        extended.put("sandbox_extra", Json.object("nested", List.of(1, "two")));
        extended.replaceAll((name, value) -> {
            if (value instanceof Map<?, ?> fields && (name.equals("data") || name.equals("object"))) {
                Map<Object, Object> extendedFields = new LinkedHashMap<>(fields);
                extendedFields.put("sandbox_extra", true);
                return extendedFields;
            }
            return value;
        });
        return extended;
    }

    private Instant now() {
        return sandboxRules.clock().instant();
    }
}
