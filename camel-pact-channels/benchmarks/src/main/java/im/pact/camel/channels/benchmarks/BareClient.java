/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.benchmarks;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import im.pact.camel.channels.model.ApiList;
import im.pact.camel.channels.model.DeliveryJob;
import im.pact.camel.channels.model.PactChannel;
import im.pact.camel.channels.model.Page;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.component.http.HttpEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.hc.client5.http.classic.HttpClient;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.entity.UrlEncodedFormEntity;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.message.BasicHeader;
import org.apache.hc.core5.http.message.BasicNameValuePair;

/**
 * The limit: HttpClient 5 as configured by camel-http, with Jackson streaming into the records of the component. It checks the
 * status, and performs no other task of a component.
 */
final class BareClient implements Contender {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, Object>> FIELDS = new TypeReference<>() {};

    private final CamelContext context = new DefaultCamelContext();
    private final HttpEndpoint endpoint;
    private final HttpClient client;
    private final HttpHost host;
    private final URI listUri;
    private final URI sendUri;
    private final Header[] headers = {
        new BasicHeader("Accept", "application/json"), new BasicHeader("X-Private-Api-Token", ApiResponses.TOKEN)
    };

    BareClient(Work work) throws Exception {
        // Camel only creates the client.
        HttpComponent http = ContenderContexts.http(context, work);
        String channels = ContenderContexts.channelsUri(work.company());
        endpoint = (HttpEndpoint) http.createEndpoint(channels);
        client = endpoint.getHttpClient();
        host = HttpHost.create(URI.create(channels));
        listUri = URI.create(channels + "?per=" + work.pageSize());
        sendUri = URI.create(channels + "/" + ApiResponses.CHANNEL_ID + "/conversations");
    }

    @Override
    public Object list() throws IOException {
        return firstPage().items();
    }

    Page<PactChannel> firstPage() throws IOException {
        return page(listUri);
    }

    /** The next page, or {@code null} after the last one. */
    Page<PactChannel> pageAfter(Page<PactChannel> page) throws IOException {
        String token = page.nextPageToken();
        return token == null ? null : page(URI.create(listUri + "&from=" + token));
    }

    private Page<PactChannel> page(URI uri) throws IOException {
        HttpGet request = new HttpGet(uri);
        request.setHeaders(headers);
        return client.execute(host, request, null, BareClient::readPage);
    }

    @Override
    public Object sendFirst(String text, String phone) throws IOException {
        HttpPost request = new HttpPost(sendUri);
        request.setHeaders(headers);
        request.setEntity(new UrlEncodedFormEntity(
                List.of(new BasicNameValuePair("phone", phone), new BasicNameValuePair("message", text)),
                StandardCharsets.UTF_8));
        return client.execute(host, request, null, BareClient::readJob);
    }

    private static JsonParser parser(ClassicHttpResponse response) throws IOException {
        if (response.getCode() != 200) {
            throw new IOException("The server responded with status " + response.getCode());
        }
        return JSON.createParser(response.getEntity().getContent());
    }

    private static Page<PactChannel> readPage(ClassicHttpResponse response) throws IOException {
        Page<PactChannel> page = null;
        try (JsonParser parser = parser(response)) {
            parser.nextToken();
            for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                parser.nextToken();
                if (name.equals("data")) {
                    page = readData(parser);
                } else {
                    parser.skipChildren();
                }
            }
        }
        return page;
    }

    private static Page<PactChannel> readData(JsonParser parser) throws IOException {
        List<PactChannel> channels = new ArrayList<>(100);
        String nextPageToken = null;
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            parser.nextToken();
            switch (name) {
                case "channels" -> {
                    while (parser.nextToken() != JsonToken.END_ARRAY) {
                        channels.add(readChannel(parser));
                    }
                }
                case "next_page" -> nextPageToken = parser.getText();
                default -> parser.skipChildren();
            }
        }
        return new Page<>(new ApiList<>(channels), nextPageToken);
    }

    private static PactChannel readChannel(JsonParser parser) throws IOException {
        long channelId = 0;
        String provider = null;
        Map<String, Object> otherFields = Map.of();
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            parser.nextToken();
            switch (name) {
                case "external_id" -> channelId = parser.getLongValue();
                case "provider" -> provider = parser.getText();
                default -> {
                    otherFields = otherFields.isEmpty() ? new LinkedHashMap<>() : otherFields;
                    otherFields.put(name, parser.readValueAs(Object.class));
                }
            }
        }
        return new PactChannel(channelId, provider, otherFields);
    }

    /** Reads the complete response, since the record contains it, and takes the other fields from there. */
    private static DeliveryJob readJob(ClassicHttpResponse response) throws IOException {
        Map<String, Object> fields;
        try (JsonParser parser = parser(response)) {
            fields = parser.readValueAs(FIELDS);
        }
        Map<?, ?> data = (Map<?, ?>) fields.get("data");
        Map<?, ?> channel = (Map<?, ?>) data.get("channel");
        Map<?, ?> details = (Map<?, ?>) data.get("details");
        return new DeliveryJob(
                number(data.get("id")),
                number(data.get("company_id")),
                number(channel.get("id")),
                (String) channel.get("type"),
                (String) data.get("state"),
                details == null ? null : (String) details.get("result"),
                details == null ? null : (String) details.get("reason"),
                number(data.get("conversation_id")),
                number(data.get("message_id")),
                Instant.ofEpochSecond(number(data.get("created_at"))),
                fields);
    }

    private static Long number(Object value) {
        return value == null ? null : ((Number) value).longValue();
    }

    @Override
    @SuppressWarnings("unchecked")
    public List<PactChannel> channels(Object listed) {
        return (List<PactChannel>) listed;
    }

    @Override
    public Job job(Object sent) {
        DeliveryJob job = (DeliveryJob) sent;
        return new Job(job.jobId(), job.channelId(), job.state());
    }

    @Override
    public void close() throws Exception {
        endpoint.stop();
        context.close();
    }
}
