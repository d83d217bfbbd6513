/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import com.fasterxml.jackson.databind.JsonNode;
import im.pact.camel.channels.event.QrCode;
import im.pact.camel.channels.model.ApiJson;
import im.pact.camel.channels.model.ApiObject;
import im.pact.camel.channels.model.ApiResult;
import im.pact.camel.channels.model.Company;
import im.pact.camel.channels.model.PactChannel;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Map;
import org.apache.camel.Converter;

/** Converts results to JSON as the API writes it, in UTF-8, wherever Camel converts a message body. */
@Converter(generateLoader = true)
public final class PactChannelsConverter {

    private PactChannelsConverter() {}

    @Converter
    public static String toString(ApiResult result) {
        return ApiJson.text(result);
    }

    @Converter
    public static byte[] toBytes(ApiResult result) {
        return ApiJson.bytes(result);
    }

    @Converter
    public static InputStream toInputStream(ApiResult result) {
        return new ByteArrayInputStream(ApiJson.bytes(result));
    }

    @Converter
    public static JsonNode toJsonNode(ApiResult result) {
        return ApiJson.tree(result);
    }

    /** A channel is a map too, for which Camel has another converter. That of the class itself takes precedence. */
    @Converter
    public static JsonNode toJsonNode(PactChannel channel) {
        return ApiJson.tree(channel);
    }

    /** The same for a company. */
    @Converter
    public static JsonNode toJsonNode(Company company) {
        return ApiJson.tree(company);
    }

    @Converter
    public static Map<String, Object> toMap(ApiObject result) {
        return result.toMap();
    }

    /** The picture itself, so that it can be written to a file. */
    @Converter
    public static byte[] toBytes(QrCode code) {
        return code.image();
    }

    /** The picture itself, so that it can be written to a file. */
    @Converter
    public static InputStream toInputStream(QrCode code) {
        return new ByteArrayInputStream(code.image());
    }
}
