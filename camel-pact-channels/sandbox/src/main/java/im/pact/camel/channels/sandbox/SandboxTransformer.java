/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.sandbox;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.util.function.Supplier;

/**
 * The connection between WireMock and the sandbox: it handles every request that matches no stub.
 *
 * <p>A response transformer is used instead of a catch-all stub, so that {@code wireMock().resetMappings()} in a test
 * does not remove the sandbox, and a request without faults is not matched against anything. A stub that names this
 * transformer gets the sandbox's response with the stub's own delay or fault: the request takes effect, but the
 * response is late or lost.
 */
final class SandboxTransformer implements ResponseDefinitionTransformerV2 {

    static final String NAME = "pact-channels-sandbox";

    private final Supplier<Router> router;

    SandboxTransformer(Supplier<Router> router) {
        this.router = router;
    }

    @Override
    public String getName() {
        return NAME;
    }

    @Override
    public ResponseDefinition transform(ServeEvent event) {
        ResponseDefinition stub = event.getResponseDefinition();
        if (stub.wasConfigured() && !stub.hasTransformer(this)) {
            return stub;
        }
        ApiResponse response = respond(event);
        ResponseDefinitionBuilder builder = stub.wasConfigured()
                ? ResponseDefinitionBuilder.like(stub)
                : ResponseDefinitionBuilder.responseDefinition();
        response.headers().forEach(builder::withHeader);
        builder.withStatus(response.status());
        return response.body() == null
                ? builder.build()
                : builder.withHeader("Content-Type", "application/json; charset=utf-8")
                        .withBody(response.json())
                        .build();
    }

    private ApiResponse respond(ServeEvent event) {
        try {
            if (!WireMockRequests.isUtf8(event.getRequest())) {
                return ApiError.badRequest("invalid_encoding", "The body is not UTF-8")
                        .response();
            }
            return router.get().respond(WireMockRequests.read(event.getRequest()));
        } catch (RuntimeException e) {
            return ApiResponse.error(500, "sandbox_error", "Internal error of the sandbox", e.toString());
        }
    }
}
