/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.sandbox;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Passes a request to its operation, after the checks that are common to all operations. */
final class Router {

    static final String TOKEN_HEADER = "X-Private-Api-Token";
    static final String TOKEN_PARAMETER = "private_api_token";

    private static final List<String> V1 = List.of("p1");
    private static final List<String> V2 = List.of("api", "p2");
    private static final List<String> HOOKS = List.of("sandbox");

    private final Set<String> apiTokens;
    private final SandboxState state;
    private final List<Route> v1;
    private final List<Route> v2;
    private final List<Route> hooks;

    Router(Set<String> apiTokens, SandboxState state) {
        this.apiTokens = apiTokens;
        this.state = state;
        ListChannels list = new ListChannels(state);
        CreateChannel create = new CreateChannel(state);
        ChangeChannel change = new ChangeChannel(state);
        FirstMessages messages = new FirstMessages(state);
        Codes codes = new Codes(state);
        InstagramPages pages = new InstagramPages(state);
        Companies companies = new Companies(state);
        CompanyWebhooks webhooks = new CompanyWebhooks(state);
        this.v1 = List.of(
                Route.of("GET", "companies", (ids, request) -> companies.list(Parameters.of(request))),
                Route.of("POST", "companies", (ids, request) -> companies.create(Parameters.of(request))),
                Route.of("PUT", "companies/#", inCompany(companies::update)),
                Route.of("GET", "companies/#/channels", inLockedCompany(list::list)),
                Route.of("POST", "companies/#/channels", inCompany(create::create)),
                Route.of("PUT", "companies/#/channels/#", inLockedCompany(change::update)),
                Route.of("DELETE", "companies/#/channels/#", inLockedCompany(change::delete)),
                Route.of("POST", "companies/#/channels/#/conversations", inLockedCompany(messages::send)),
                Route.of("GET", "companies/#/channels/#/user_exists", inLockedCompany(messages::userExists)),
                Route.of("GET", "companies/#/channels/#/jobs/#", inLockedCompany(messages::job)),
                Route.of("GET", "companies/#/channels/#/enable_page_instagram", inLockedCompany(pages::enable)),
                Route.of("POST", "companies/#/channels/#/enable_page_instagram", inLockedCompany(pages::enable)),
                Route.of("PUT", "companies/#/channels/#/enable_page_instagram", inLockedCompany(pages::enable)),
                Route.of("POST", "companies/#/channels/#/request_code", inLockedCompany(codes::request)),
                Route.of("POST", "companies/#/channels/#/confirm", inLockedCompany(codes::confirm)));
        this.v2 = List.of(
                Route.of("GET", "companies/#/webhooks", inLockedCompany(webhooks::list)),
                Route.of("POST", "companies/#/webhooks", inCompany(webhooks::create)),
                Route.of("PUT", "companies/#/webhooks/#", inCompany(webhooks::update)),
                Route.of("DELETE", "companies/#/webhooks/#", inLockedCompany(webhooks::delete)));
        this.hooks = new HookRequests(state).routes();
    }

    ApiResponse respond(SandboxRequest request) {
        // The service tolerates double and trailing slashes, so empty segments are skipped.
        List<String> path = Arrays.stream(request.path().split("/"))
                .filter(segment -> !segment.isEmpty())
                .toList();
        boolean isV2 = startsWith(path, V2);
        try {
            if (startsWith(path, HOOKS)) {
                return Route.respond(hooks, path.subList(HOOKS.size(), path.size()), request);
            }
            if (!isV2 && !startsWith(path, V1)) {
                throw ApiError.notFound("Paths of this API begin with /p1");
            }
            state.rateLimiter.count(authenticate(request));
            return isV2
                    ? Route.respond(v2, path.subList(V2.size(), path.size()), request)
                    : Route.respond(v1, path.subList(V1.size(), path.size()), request);
        } catch (ApiError error) {
            return isV2 ? error.v2Response() : error.response();
        }
    }

    private static boolean startsWith(List<String> path, List<String> prefix) {
        return path.size() >= prefix.size() && path.subList(0, prefix.size()).equals(prefix);
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

    /** An operation on a company, which takes the monitor of the company itself. */
    private Route.Operation inCompany(Function<ApiRequest, ApiResponse> operation) {
        return (ids, request) -> {
            Company company = state.company(ids.get(0));
            if (company == null) {
                throw ApiError.notFound("There is no company " + ids.get(0));
            }
            return operation.apply(new ApiRequest(company, ids, Parameters.of(request)));
        };
    }

    /** An operation on a company that holds the monitor of the company from begin to end. */
    private Route.Operation inLockedCompany(Function<ApiRequest, ApiResponse> operation) {
        return inCompany(request -> {
            synchronized (request.company()) {
                return operation.apply(request);
            }
        });
    }
}
