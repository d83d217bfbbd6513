/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.util.List;

/** WireMock on free ports of the loopback interface, one server for a test class. It is reset before each test. */
public class MockServer extends WireMockExtension {

    public MockServer() {
        super(extensionOptions()
                .options(wireMockConfig()
                        .bindAddress("127.0.0.1")
                        .dynamicPort()
                        .dynamicHttpsPort()
                        .gzipDisabled(true)
                        .stubRequestLoggingDisabled(true)));
    }

    public String baseUri() {
        return "http://127.0.0.1:" + getPort() + "/p1";
    }

    String httpsBaseUri() {
        return "https://127.0.0.1:" + getHttpsPort() + "/p1";
    }

    /** Every request gets this response. */
    public void respond(ResponseDefinitionBuilder response) {
        stubFor(any(anyUrl()).willReturn(response));
    }

    public List<LoggedRequest> received() {
        return findAll(anyRequestedFor(anyUrl()));
    }

    /** The only request that was received. */
    LoggedRequest onlyRequest() {
        List<LoggedRequest> requests = received();
        if (requests.size() != 1) {
            throw new AssertionError("Not one request but " + requests.size());
        }
        return requests.get(0);
    }
}
