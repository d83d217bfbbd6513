/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** A service with many companies of three channels each, which takes 100 ms for each response. Prints its base address. */
final class ManyCompaniesServer {

    private static final int PAGE = 100;

    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(2);
    private final long companies;

    private ManyCompaniesServer(long companies) {
        this.companies = companies;
    }

    /** The number of companies is the only argument. */
    public static void main(String[] args) throws IOException {
        ManyCompaniesServer service = new ManyCompaniesServer(Long.parseLong(args[0]));
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/p1/companies", service::respondLater);
        server.start();
        System.out.println("http://127.0.0.1:" + server.getAddress().getPort() + "/p1");
    }

    private void respondLater(HttpExchange exchange) {
        timer.schedule(() -> respond(exchange), 100, TimeUnit.MILLISECONDS);
    }

    private void respond(HttpExchange exchange) {
        byte[] body = body(exchange).getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String body(HttpExchange exchange) {
        String[] path = exchange.getRequestURI().getPath().split("/");
        if (path.length == 3) {
            String query = exchange.getRequestURI().getQuery();
            long first = query.contains("from=") ? Long.parseLong(query.replaceAll(".*from=(\\d+).*", "$1")) : 1;
            long end = Math.min(first + PAGE, companies + 1);
            return "{\"status\":\"ok\",\"data\":{\"companies\":["
                    + LongStream.range(first, end)
                            .mapToObj(id -> "{\"external_id\":" + id + ",\"name\":\"Company " + id + "\"}")
                            .collect(Collectors.joining(","))
                    + "],\"next_page\":" + (end > companies ? "null" : "\"" + end + "\"") + "}}";
        }
        long company = Long.parseLong(path[3]);
        return "{\"status\":\"ok\",\"data\":{\"channels\":["
                + LongStream.range(3 * company, 3 * company + 3)
                        .mapToObj(id -> "{\"external_id\":" + id + ",\"provider\":\"whatsapp\"}")
                        .collect(Collectors.joining(","))
                + "],\"next_page\":null}}";
    }
}
