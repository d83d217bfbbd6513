/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import im.pact.camel.channels.model.ApiList;
import im.pact.camel.channels.model.ApiObject;
import im.pact.camel.channels.model.Company;
import im.pact.camel.channels.model.PactChannel;
import im.pact.camel.channels.model.Page;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads {@code {"status":…,"data":{"channels":[{"external_id":…,"provider":…}],"next_page":…}}}, and the same with companies, into
 * records, without a tree in between. A response without the list is rejected: an empty list would mean that all channels were
 * removed.
 *
 * @param <T> channels or companies
 */
final class PageReader<T extends ApiObject> implements ResponseReader<Page<T>> {

    static final PageReader<PactChannel> CHANNELS = new PageReader<>("channels", "a channel", PageReader::readChannel);
    static final PageReader<Company> COMPANIES = new PageReader<>("companies", "a company", PageReader::readCompany);

    private final String listField;
    private final String what;
    private final ItemReader<T> items;

    /**
     * @param listField the field of {@code data} with the list
     * @param what      an element of the list, for messages
     * @param items     reads an element
     */
    private PageReader(String listField, String what, ItemReader<T> items) {
        this.listField = listField;
        this.what = what;
        this.items = items;
    }

    @Override
    public Page<T> read(JsonParser parser) throws IOException {
        Page<T> page = null;
        Map<String, Object> envelope = new HashMap<>();
        expect(JsonToken.START_OBJECT, parser.nextToken(), "the response");
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            JsonToken value = parser.nextToken();
            if (Envelope.hasField(name)) {
                envelope.put(name, parser.readValueAs(Object.class));
                Envelope.of(envelope).checkNotRejected();
            } else if (name.equals("data")) {
                expect(JsonToken.START_OBJECT, value, "data");
                page = readData(parser);
            } else {
                parser.skipChildren();
            }
        }
        Envelope.of(envelope).check();
        if (page == null) {
            throw new MalformedResponseException("no data");
        }
        return page;
    }

    private Page<T> readData(JsonParser parser) throws IOException {
        ApiList<T> list = null;
        String nextPage = null;
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            JsonToken value = parser.nextToken();
            if (name.equals(listField)) {
                expect(JsonToken.START_ARRAY, value, "data." + listField);
                list = readList(parser);
            } else if (name.equals("next_page")) {
                nextPage = scalar(parser, "data.next_page");
            } else {
                parser.skipChildren();
            }
        }
        if (list == null) {
            throw new MalformedResponseException("no data." + listField);
        }
        return new Page<>(list, nextPage);
    }

    private ApiList<T> readList(JsonParser parser) throws IOException {
        ApiList<T> list = new ApiList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            expect(JsonToken.START_OBJECT, token, what);
            list.add(items.read(parser));
        }
        return list;
    }

    private static PactChannel readChannel(JsonParser parser) throws IOException {
        boolean hasId = false;
        long channelId = 0;
        String provider = null;
        Map<String, Object> otherFields = Map.of();
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            parser.nextToken();
            switch (name) {
                case "external_id" -> {
                    channelId = id(parser);
                    hasId = true;
                }
                case "provider" ->
                    provider = parser.currentToken() == JsonToken.VALUE_STRING
                            ? ProviderNames.read(parser)
                            : scalar(parser, "provider");
                default -> otherFields = with(otherFields, name, parser);
            }
        }
        if (!hasId) {
            throw new MalformedResponseException("a channel without external_id");
        }
        return new PactChannel(channelId, provider, otherFields);
    }

    private static Company readCompany(JsonParser parser) throws IOException {
        boolean hasId = false;
        long companyId = 0;
        String companyName = null;
        String webhookUrl = null;
        Map<String, Object> otherFields = Map.of();
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            parser.nextToken();
            switch (name) {
                case "external_id" -> {
                    companyId = id(parser);
                    hasId = true;
                }
                case "name" -> companyName = scalar(parser, "name");
                case "webhook_url" -> webhookUrl = scalar(parser, "webhook_url");
                default -> otherFields = with(otherFields, name, parser);
            }
        }
        if (!hasId) {
            throw new MalformedResponseException("a company without external_id");
        }
        return new Company(companyId, companyName, webhookUrl, otherFields);
    }

    private static Map<String, Object> with(Map<String, Object> fields, String name, JsonParser parser)
            throws IOException {
        Map<String, Object> more = fields.isEmpty() ? new LinkedHashMap<>() : fields;
        more.put(name, parser.readValueAs(Object.class));
        return more;
    }

    /** Reads a whole number, also in quotes. */
    private static long id(JsonParser parser) throws IOException {
        try {
            return parser.currentToken() == JsonToken.VALUE_NUMBER_INT
                    ? parser.getLongValue()
                    : Long.parseLong(parser.getValueAsString(""));
        } catch (NumberFormatException | InputCoercionException e) {
            throw new MalformedResponseException("external_id is not a whole number");
        }
    }

    private static String scalar(JsonParser parser, String what) throws IOException {
        if (parser.currentToken().isStructStart()) {
            throw new MalformedResponseException(what + " is not a text");
        }
        return parser.getValueAsString();
    }

    private static void expect(JsonToken expected, JsonToken actual, String what) {
        if (actual != expected) {
            throw new MalformedResponseException(
                    actual == null
                            ? "empty body"
                            : what + " is not " + (expected == JsonToken.START_ARRAY ? "a list" : "an object"));
        }
    }

    /** Reads an element of the list. */
    @FunctionalInterface
    private interface ItemReader<T> {

        /** @param parser at the start of the object; afterwards at its end */
        T read(JsonParser parser) throws IOException;
    }
}
