/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import com.fasterxml.jackson.databind.JsonNode;
import im.pact.camel.channels.model.ApiJson;
import im.pact.camel.channels.model.ApiObject;
import im.pact.camel.channels.model.ChannelList;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Map;
import org.apache.camel.Converter;

/** Camel's type converters for results, so that writing them to a file or converting the body gives the API's JSON in UTF-8. */
@Converter(generateLoader = true)
public final class PactChannelsConverter {

    private PactChannelsConverter() {}

    @Converter
    public static String toString(ApiObject result) {
        return ApiJson.text(result);
    }

    @Converter
    public static byte[] toBytes(ApiObject result) {
        return ApiJson.bytes(result);
    }

    @Converter
    public static InputStream toInputStream(ApiObject result) {
        return new ByteArrayInputStream(ApiJson.bytes(result));
    }

    @Converter
    public static JsonNode toJsonNode(ApiObject result) {
        return ApiJson.tree(result);
    }

    @Converter
    public static Map<String, Object> toMap(ApiObject result) {
        return result.toMap();
    }

    @Converter
    public static String toString(ChannelList channels) {
        return ApiJson.text(channels);
    }

    @Converter
    public static byte[] toBytes(ChannelList channels) {
        return ApiJson.bytes(channels);
    }

    @Converter
    public static InputStream toInputStream(ChannelList channels) {
        return new ByteArrayInputStream(ApiJson.bytes(channels));
    }

    @Converter
    public static JsonNode toJsonNode(ChannelList channels) {
        return ApiJson.tree(channels);
    }
}
