/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.user;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import im.pact.camel.channels.sandbox.PactChannelsSandbox;
import im.pact.camel.channels.sandbox.PactChannelsSandboxExtension;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The component in a project that has the sandbox as a test dependency. */
class UserProjectTest {

    @RegisterExtension
    static final PactChannelsSandboxExtension PACT = new PactChannelsSandboxExtension();

    @Test
    void component_lists_channels_of_the_sandbox(PactChannelsSandbox sandbox) throws Exception {
        sandbox.addChannels(sandbox.companyId(), 3);
        String uri = "pact-channels:list?companyId=%d&apiToken=%s&baseUri=%s"
                .formatted(sandbox.companyId(), sandbox.apiToken(), sandbox.baseUri());
        try (CamelContext camel = new DefaultCamelContext()) {
            camel.start();

            List<?> channels = camel.createProducerTemplate().requestBody(uri, null, List.class);

            assertEquals(3, channels.size());
        }
    }

    @Test
    void all_jars_of_jackson_have_the_same_version() {
        List<String> versions = Stream.of(JsonFactory.class, JsonProperty.class, ObjectMapper.class)
                .map(type -> type.getPackage().getImplementationVersion().replaceAll("^(\\d+\\.\\d+).*", "$1"))
                .distinct()
                .toList();

        assertEquals(1, versions.size(), versions::toString);
    }
}
