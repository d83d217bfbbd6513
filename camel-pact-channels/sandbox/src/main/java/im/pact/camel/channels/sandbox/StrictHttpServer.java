/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.sandbox;

import com.github.tomakehurst.wiremock.core.Options;
import com.github.tomakehurst.wiremock.http.AdminRequestHandler;
import com.github.tomakehurst.wiremock.http.StubRequestHandler;
import com.github.tomakehurst.wiremock.jetty11.Jetty11HttpServer;
import java.io.IOException;
import wiremock.jakarta.servlet.ServletException;
import wiremock.jakarta.servlet.http.HttpServletRequest;
import wiremock.jakarta.servlet.http.HttpServletResponse;
import wiremock.org.eclipse.jetty.server.Handler;
import wiremock.org.eclipse.jetty.server.Request;
import wiremock.org.eclipse.jetty.server.handler.HandlerWrapper;

/**
 * Rejects requests that WireMock cannot decode.
 *
 * <p>WireMock decodes query and form before it calls any extension, and responds with its own 500 page if that fails. A
 * client with an encoding fault would get "server error" for its own mistake, and retry. So the handler of WireMock is
 * wrapped here, and such a request gets the API's 400 or 406. It does not appear in the request log. This class extends
 * an internal class of WireMock 3; WireMock 4 will need another one.
 */
final class StrictHttpServer extends Jetty11HttpServer {

    StrictHttpServer(Options options, AdminRequestHandler admin, StubRequestHandler stubs) {
        super(options, admin, stubs);
    }

    @Override
    protected Handler createHandler(Options options, AdminRequestHandler admin, StubRequestHandler stubs) {
        HandlerWrapper strict = new RejectUndecodable();
        strict.setHandler(super.createHandler(options, admin, stubs));
        return strict;
    }

    private static final class RejectUndecodable extends HandlerWrapper {

        @Override
        public void handle(String target, Request baseRequest, HttpServletRequest request, HttpServletResponse response)
                throws IOException, ServletException {
            try {
                super.handle(target, baseRequest, request, response);
            } catch (IllegalArgumentException e) {
                send(
                        ApiError.badRequest("invalid_encoding", "The request cannot be decoded: " + e.getMessage()),
                        response);
            } catch (ServletException e) {
                if (request.getContentType() == null
                        || !request.getContentType().startsWith("multipart/")) {
                    throw e;
                }
                send(ApiError.notAcceptable(request.getContentType()), response);
            }
            baseRequest.setHandled(true);
        }

        private static void send(ApiError error, HttpServletResponse response) throws IOException {
            response.setStatus(error.response().status());
            response.setContentType("application/json; charset=utf-8");
            response.getOutputStream().write(error.response().json());
        }
    }
}
