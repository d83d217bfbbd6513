/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.sandbox;

import com.github.tomakehurst.wiremock.core.Options;
import com.github.tomakehurst.wiremock.http.AdminRequestHandler;
import com.github.tomakehurst.wiremock.http.StubRequestHandler;
import com.github.tomakehurst.wiremock.jetty11.Jetty11HttpServer;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.handler.HandlerWrapper;

/**
 * Refuses what WireMock can't read. On its own it decodes query and form before it asks anybody, and answers 500 when that fails.
 * Such a request is in no request log.
 */
final class StrictHttpServer extends Jetty11HttpServer {

    StrictHttpServer(Options options, AdminRequestHandler admin, StubRequestHandler stubs) {
        super(options, admin, stubs);
    }

    @Override
    protected Handler createHandler(Options options, AdminRequestHandler admin, StubRequestHandler stubs) {
        HandlerWrapper strict = new RefuseUnreadable();
        strict.setHandler(super.createHandler(options, admin, stubs));
        return strict;
    }

    private static final class RefuseUnreadable extends HandlerWrapper {

        @Override
        public void handle(String target, Request baseRequest, HttpServletRequest request, HttpServletResponse response)
                throws IOException, ServletException {
            try {
                super.handle(target, baseRequest, request, response);
            } catch (IllegalArgumentException e) {
                refuse(Refusal.badRequest("invalid_encoding", "It can't be decoded: " + e.getMessage()), response);
            } catch (ServletException e) {
                if (request.getContentType() == null
                        || !request.getContentType().startsWith("multipart/")) {
                    throw e;
                }
                refuse(Refusal.notAcceptable(request.getContentType()), response);
            }
            baseRequest.setHandled(true);
        }

        private static void refuse(Refusal refusal, HttpServletResponse response) throws IOException {
            Answer answer = refusal.answer();
            response.setStatus(answer.status());
            response.setContentType("application/json; charset=utf-8");
            response.getOutputStream().write(answer.json());
        }
    }
}
