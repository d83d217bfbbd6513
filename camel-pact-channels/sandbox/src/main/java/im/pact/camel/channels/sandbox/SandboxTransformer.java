/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.sandbox;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.util.function.Supplier;

/**
 * Where WireMock hands over: every request that no stub matched is the sandbox's to answer.
 *
 * <p>There is no catch-all stub, so {@code wireMock().resetMappings()} in somebody's test takes nothing away, and with no
 * stubs there is nothing to match. A stub that names this transformer gets the sandbox's answer with its own delay or
 * fault: the call has its effect, but the answer comes late, or not at all.
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
        Answer answer = answer(event);
        ResponseDefinitionBuilder response = stub.wasConfigured()
                ? ResponseDefinitionBuilder.like(stub)
                : ResponseDefinitionBuilder.responseDefinition();
        return response.withStatus(answer.status())
                .withHeader("Content-Type", "application/json; charset=utf-8")
                .withBody(answer.json())
                .build();
    }

    private Answer answer(ServeEvent event) {
        try {
            if (!WireRequests.isUtf8(event.getRequest())) {
                return Refusal.badRequest("invalid_encoding", "The body is not UTF-8")
                        .answer();
            }
            return router.get().answer(WireRequests.read(event.getRequest()));
        } catch (RuntimeException mistakeOfOurs) {
            return Answers.errored(500, "sandbox_error", "The sandbox failed", mistakeOfOurs.toString());
        }
    }
}
