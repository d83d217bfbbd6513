/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import im.pact.camel.channels.model.ChannelList;
import im.pact.camel.channels.model.ChannelPage;
import im.pact.camel.channels.model.PactChannel;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads {@code {"status":…,"data":{"channels":[{"external_id":…,"provider":…}],"next_page":…}}} into records,
 * without a tree in between. A response without a list of channels is rejected: an empty list would mean that all channels were
 * removed.
 */
final class ChannelPageReader implements ResponseReader<ChannelPage> {

    @Override
    public ChannelPage read(JsonParser parser) throws IOException {
        ChannelPage page = null;
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

    private static ChannelPage readData(JsonParser parser) throws IOException {
        ChannelList channels = null;
        String nextPage = null;
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            JsonToken value = parser.nextToken();
            switch (name) {
                case "channels" -> {
                    expect(JsonToken.START_ARRAY, value, "data.channels");
                    channels = readChannels(parser);
                }
                case "next_page" -> nextPage = scalar(parser, "data.next_page");
                default -> parser.skipChildren();
            }
        }
        if (channels == null) {
            throw new MalformedResponseException("no data.channels");
        }
        return new ChannelPage(channels, nextPage);
    }

    private static ChannelList readChannels(JsonParser parser) throws IOException {
        ChannelList channels = new ChannelList();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            expect(JsonToken.START_OBJECT, token, "a channel");
            channels.add(readChannel(parser));
        }
        return channels;
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
                default -> {
                    otherFields = otherFields.isEmpty() ? new LinkedHashMap<>() : otherFields;
                    otherFields.put(name, parser.readValueAs(Object.class));
                }
            }
        }
        if (!hasId) {
            throw new MalformedResponseException("a channel without external_id");
        }
        return new PactChannel(channelId, provider, otherFields);
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
}
