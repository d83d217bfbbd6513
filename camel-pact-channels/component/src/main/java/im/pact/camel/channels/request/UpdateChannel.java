/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.request;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What changes a channel: "Update channel".
 *
 * @param parameters what to change, see {@link ApiRequest#parameters()}; at least one
 */
public record UpdateChannel(Map<String, Object> parameters) implements ApiRequest {

    public UpdateChannel {
        parameters = ApiRequest.canonical(parameters);
    }

    /** Another token, for a channel that is connected with one. */
    public static UpdateChannel token(String token) {
        return new UpdateChannel(Map.of("token", token));
    }

    /** Other credentials, for a channel that is connected with them. */
    public static UpdateChannel login(String login, String password) {
        return new UpdateChannel(Map.of("login", login)).with("password", password);
    }

    /** The same with another parameter, under its name in the API or in camelCase. */
    public UpdateChannel with(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(parameters);
        more.putAll(ApiRequest.canonical(Map.of(name, value)));
        return new UpdateChannel(more);
    }

    @Override
    public String toString() {
        return ApiRequest.describe(this);
    }
}
