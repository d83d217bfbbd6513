/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.sandbox;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Passes a request to its operation, after the checks that are common to all operations. */
final class Router {

    static final String TOKEN_HEADER = "X-Private-Api-Token";
    static final String TOKEN_PARAMETER = "private_api_token";

    private final Set<String> apiTokens;
    private final SandboxState state;
    private final List<Route> routes;

    Router(Set<String> apiTokens, SandboxState state) {
        this.apiTokens = apiTokens;
        this.state = state;
        ListChannels list = new ListChannels(state);
        CreateChannel create = new CreateChannel(state);
        ChangeChannel change = new ChangeChannel(state);
        FirstMessages messages = new FirstMessages(state);
        Codes codes = new Codes(state);
        InstagramPages pages = new InstagramPages(state);
        this.routes = List.of(
                Route.of("GET", "companies/#/channels", list::list),
                Route.of("POST", "companies/#/channels", create::create),
                Route.of("PUT", "companies/#/channels/#", change::update),
                Route.of("DELETE", "companies/#/channels/#", change::delete),
                Route.of("POST", "companies/#/channels/#/conversations", messages::send),
                Route.of("GET", "companies/#/channels/#/user_exists", messages::userExists),
                Route.of("GET", "companies/#/channels/#/jobs/#", messages::job),
                Route.of("GET", "companies/#/channels/#/enable_page_instagram", pages::enable),
                Route.of("POST", "companies/#/channels/#/enable_page_instagram", pages::enable),
                Route.of("PUT", "companies/#/channels/#/enable_page_instagram", pages::enable),
                Route.of("POST", "companies/#/channels/#/request_code", codes::request),
                Route.of("POST", "companies/#/channels/#/confirm", codes::confirm));
    }

    ApiResponse respond(SandboxRequest request) {
        try {
            return route(request);
        } catch (ApiError error) {
            return error.response();
        }
    }

    private ApiResponse route(SandboxRequest request) {
        // The service tolerates double and trailing slashes, so empty segments are skipped.
        List<String> segments = Arrays.stream(request.path().split("/"))
                .filter(segment -> !segment.isEmpty())
                .toList();
        if (segments.isEmpty() || !segments.get(0).equals("p1")) {
            throw ApiError.notFound("Paths of this API begin with /p1");
        }
        state.rateLimiter.count(authenticate(request));
        List<String> path = segments.subList(1, segments.size());
        boolean pathKnown = false;
        for (Route route : routes) {
            List<Long> ids = route.match(path);
            if (ids != null) {
                pathKnown = true;
                if (route.method().equals(request.method())) {
                    return execute(route, ids, request);
                }
            }
        }
        throw pathKnown ? ApiError.methodNotAllowed(request.method()) : ApiError.notFound("Unknown path");
    }

    /** The token of the request; rejects the request if it is not valid. */
    private String authenticate(SandboxRequest request) {
        String token = request.header(TOKEN_HEADER);
        if (token == null || token.isBlank()) {
            token = Parameters.ofQuery(request).text(TOKEN_PARAMETER);
        }
        if (token == null || !apiTokens.contains(token)) {
            throw ApiError.unauthorized();
        }
        return token;
    }

    private ApiResponse execute(Route route, List<Long> ids, SandboxRequest request) {
        Company company = state.company(ids.get(0));
        if (company == null) {
            throw ApiError.notFound("There is no company " + ids.get(0));
        }
        Parameters parameters = Parameters.of(request);
        synchronized (company) {
            return route.operation().apply(new ApiRequest(company, ids, parameters));
        }
    }
}
