/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.benchmarks;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** The responses of {@link ApiServer} as bytes, created at the first request. Not thread-safe. */
final class ApiResponses {

    static final String TOKEN = "benchmark-token-84c1f0";

    /** The channel that sends messages. */
    static final long CHANNEL_ID = 399;

    /** Page tokens of the service are opaque and long. The number of the page is appended. */
    private static final String TOKEN_OF_PAGE = "fslkfg2lkdfmlwkmlmw4of94wg34lfkm34lg";

    private static final byte[] JOB = response(
            "200 OK",
            "{\"status\":\"ok\",\"data\":{\"id\":17,\"company_id\":154,\"channel\":{\"id\":399,\"type\":\"whatsapp\"},"
                    + "\"state\":\"trying_deliver\",\"conversation_id\":null,\"message_id\":null,\"details\":null,"
                    + "\"created_at\":1510393147}}");
    private static final byte[] UNAUTHORIZED = response("401 Unauthorized", "{\"status\":\"errored\"}");
    private static final byte[] NOT_FOUND = response("404 Not Found", "{\"status\":\"errored\"}");
    private static final byte[] BAD_REQUEST = response("400 Bad Request", "{\"status\":\"errored\"}");

    private final Map<Integer, byte[][]> pagesBySize = new HashMap<>();

    /**
     * The response to a request.
     *
     * @param head the request line and the headers
     * @param body the body, empty if the request has no body
     */
    byte[] to(String head, String body) {
        if (!head.contains("X-Private-Api-Token: " + TOKEN + "\r\n")) {
            return UNAUTHORIZED;
        }
        String target = target(head);
        ApiCompany company = company(head);
        if (company == null) {
            return NOT_FOUND;
        }
        int query = target.indexOf('?');
        String path = query < 0 ? target : target.substring(0, query);
        if (head.startsWith("GET ") && path.endsWith("/channels")) {
            return page(company, query < 0 ? "" : target.substring(query + 1));
        } else if (head.startsWith("POST ") && path.endsWith("/channels/" + CHANNEL_ID + "/conversations")) {
            boolean complete = body.contains("phone=") && body.contains("message=");
            return complete ? JOB : BAD_REQUEST;
        }
        return NOT_FOUND;
    }

    /** The company of a request, {@code null} if there is no such company. */
    static ApiCompany company(String head) {
        String target = target(head);
        String before = "/p1/companies/";
        if (!target.startsWith(before)) {
            return null;
        }
        int end = target.indexOf('/', before.length());
        return end < 0 ? null : ApiCompany.withId(Integer.parseInt(target, before.length(), end, 10));
    }

    private static String target(String head) {
        int start = head.indexOf(' ') + 1;
        return head.substring(start, head.indexOf(' ', start));
    }

    private byte[] page(ApiCompany company, String query) {
        int size = 50;
        int index = 0;
        for (String parameter : query.split("&")) {
            if (parameter.startsWith("per=")) {
                size = Integer.parseInt(parameter, 4, parameter.length(), 10);
            } else if (parameter.startsWith("from=" + TOKEN_OF_PAGE)) {
                index = Integer.parseInt(parameter, 5 + TOKEN_OF_PAGE.length(), parameter.length(), 10);
            }
        }
        int pages = (company.channels() + size - 1) / size;
        byte[][] known = pagesBySize.computeIfAbsent(company.id() * 1000 + size, key -> new byte[pages][]);
        if (known[index] == null) {
            known[index] = page(size, index, company.channels());
        }
        return known[index];
    }

    private static byte[] page(int size, int index, int channels) {
        StringBuilder json = new StringBuilder(50 * size + 100).append("{\"status\":\"ok\",\"data\":{\"channels\":[");
        int end = Math.min((index + 1) * size, channels);
        for (int channel = index * size; channel < end; channel++) {
            json.append(channel == index * size ? "" : ",")
                    .append("{\"external_id\":")
                    .append(ApiCompany.channelId(channel))
                    .append(",\"provider\":\"")
                    .append(ApiCompany.provider(channel))
                    .append("\"}");
        }
        json.append(']');
        if (end < channels) {
            json.append(",\"next_page\":\"")
                    .append(TOKEN_OF_PAGE)
                    .append(index + 1)
                    .append('"');
        }
        return response("200 OK", json.append("}}").toString());
    }

    private static byte[] response(String status, String json) {
        String head = "HTTP/1.1 " + status + "\r\n"
                + "Server: nginx\r\n"
                + "Date: Wed, 25 Nov 2026 00:00:00 GMT\r\n"
                + "Content-Type: application/json; charset=utf-8\r\n"
                + "Content-Length: " + json.getBytes(StandardCharsets.UTF_8).length + "\r\n"
                + "Connection: keep-alive\r\n\r\n";
        return (head + json).getBytes(StandardCharsets.UTF_8);
    }
}
