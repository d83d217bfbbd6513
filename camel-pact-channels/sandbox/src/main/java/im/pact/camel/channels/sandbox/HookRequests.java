/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ObjLongConsumer;
import java.util.stream.Stream;

/**
 * The hooks of {@link SandboxWebhooks} over HTTP, for curl and for clients that are not written in Java. They are not
 * part of the Channels API: their paths begin with {@code /sandbox}, and they need no token.
 */
final class HookRequests {

    private final SandboxState state;
    private final List<Route> routes = new ArrayList<>();

    HookRequests(SandboxState state) {
        this.state = state;
        hook("channels/#/scan", SandboxWebhooks::scanQrCode);
        hook("channels/#/enter-code", SandboxWebhooks::enterWhatsAppCode);
        hook("channels/#/qr-code", SandboxWebhooks::newQrCode);
        hook("channels/#/offline", SandboxWebhooks::phoneOffline);
        hook("channels/#/online", SandboxWebhooks::phoneOnline);
        hook("channels/#/conflict", SandboxWebhooks::conflict);
        hook("channels/#/resume", SandboxWebhooks::resume);
        hook("channels/#/synchronized", SandboxWebhooks::synchronizeHistory);
        hook("channels/#/log-out", SandboxWebhooks::logOut);
        hook("jobs/#/delivered", SandboxWebhooks::jobDelivered);
        route("POST", "jobs/#/not-delivered", (ids, request) -> {
            String reason = Parameters.of(request).string("reason");
            state.webhooks.jobNotDelivered(ids.get(0), reason == null ? "The message was not delivered" : reason);
            return ApiResponse.flat("status", "ok");
        });
        route("POST", "channels/#/messages", (ids, request) -> {
            Parameters parameters = Parameters.of(request);
            long message = state.webhooks.incomingMessage(
                    ids.get(0), parameters.requiredPhone("phone"), parameters.requiredString("message"));
            return ApiResponse.flat("status", "ok", "message_id", message);
        });
        route("POST", "companies/#/events", (ids, request) -> {
            state.webhooks.sendEvent(ids.get(0), request.body());
            return ApiResponse.flat("status", "ok");
        });
        route("GET", "events", (ids, request) -> events());
    }

    List<Route> routes() {
        return List.copyOf(routes);
    }

    private void hook(String path, ObjLongConsumer<SandboxWebhooks> hook) {
        route("POST", path, (ids, request) -> {
            hook.accept(state.webhooks, ids.get(0));
            return ApiResponse.flat("status", "ok");
        });
    }

    private void route(String method, String path, Route.Operation operation) {
        routes.add(Route.of(method, path, (ids, request) -> {
            try {
                return operation.respond(ids, request);
            } catch (IllegalStateException e) {
                throw ApiError.badRequest("not_possible", e.getMessage());
            }
        }));
    }

    private ApiResponse events() {
        return ApiResponse.flat(
                "delivered",
                json(state.webhooks.delivered().stream()),
                "dropped",
                json(state.webhooks.dropped().stream()),
                "unfinished",
                state.webhooks.unfinished());
    }

    private static List<Map<String, Object>> json(Stream<WebhookDelivery> deliveries) {
        return deliveries
                .map(delivery -> Json.object(
                        "company_id",
                        delivery.companyId(),
                        "attempts",
                        delivery.attempts().stream()
                                .map(WebhookAttempt::toString)
                                .toList(),
                        "event",
                        delivery.event()))
                .toList();
    }
}
