/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import static org.assertj.core.api.Assertions.assertThat;

import im.pact.camel.channels.model.ApiList;
import im.pact.camel.channels.model.ChannelResult;
import im.pact.camel.channels.model.Choice;
import im.pact.camel.channels.model.Company;
import im.pact.camel.channels.model.CompanyResult;
import im.pact.camel.channels.model.Confirmation;
import im.pact.camel.channels.model.DeliveryJob;
import im.pact.camel.channels.model.NextStep;
import im.pact.camel.channels.model.PactChannel;
import im.pact.camel.channels.model.RequestedCode;
import im.pact.camel.channels.sandbox.PactChannelsSandbox;
import im.pact.camel.channels.sandbox.PactChannelsSandboxExtension;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Results in data formats, EIPs and streams of Java. */
class ResultFormsTest {

    @RegisterExtension
    static final PactChannelsSandboxExtension EXTENSION = new PactChannelsSandboxExtension();

    private final PactChannelsSandbox sandbox = EXTENSION.sandbox();
    private final CamelContext context = new DefaultCamelContext();
    private ProducerTemplate template;

    @BeforeEach
    void start() {
        TestContexts.connect(context, sandbox);
        context.start();
        template = context.createProducerTemplate();
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    static Stream<Object> results() {
        Map<String, Object> response = new LinkedHashMap<>();
        response.put("status", "ok");
        response.put("data", Map.of("list", Arrays.asList("a", null, 1.5), "external_id", 9_007_199_254_740_993L));
        response.put("nothing", null);
        List<Choice> choices = List.of(new Choice(1, "sms", null));
        return Stream.of(
                new PactChannel(399, "whatsapp", Collections.singletonMap("state", null)),
                new ApiList<>(List.of(new PactChannel(1, "viber"), new PactChannel(2, null))),
                new Company(11, "Acme", "https://hooks.example.org/secret", Collections.singletonMap("phone", null)),
                new ApiList<>(List.of(new Company(11, "Acme", null, Map.of()))),
                new CompanyResult(11, "updated", response),
                new ChannelResult(1, "created", response),
                new Confirmation(NextStep.TWO_FACTOR, choices, "enabled", response),
                new RequestedCode(6L, "app", 60L, "sms", 7L, null, NextStep.NONE, choices, response),
                new DeliveryJob(
                        17,
                        154L,
                        399L,
                        "whatsapp",
                        "delivered",
                        "DELIVERED",
                        null,
                        null,
                        null,
                        Instant.parse("2026-11-25T10:00:00Z"),
                        response));
    }

    @ParameterizedTest
    @MethodSource("results")
    void marshal_json_is_the_same_as_the_type_converter(Object result) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:json").marshal().json();
            }
        });

        assertThat(template.requestBody("direct:json", result, String.class))
                .isEqualTo(context.getTypeConverter().convertTo(String.class, result));
    }

    @ParameterizedTest
    @MethodSource("results")
    void java_serialization_keeps_a_result(Object result) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(result);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertThat(in.readObject()).isEqualTo(result).hasSameClassAs(result);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"model", "map"})
    void sort_eip_sorts_a_list(String outputType) throws Exception {
        sandbox.addChannel(PactChannelsSandbox.COMPANY_ID, 1, "viber");
        sandbox.addChannel(PactChannelsSandbox.COMPANY_ID, 3, "avito");
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:sort")
                        .to("pact-channels:list?companyId=154&outputType=" + outputType)
                        .sort(body(), Comparator.comparing((Map<?, ?> channel) -> (String) channel.get("provider")));
            }
        });

        assertThat(template.requestBody("direct:sort", null, List.class))
                .extracting(channel -> ((Map<?, ?>) channel).get("external_id"))
                .containsExactly(3L, 1L);
    }

    @Test
    void simple_reads_components_and_fields_of_a_channel() throws Exception {
        sandbox.addChannel(PactChannelsSandbox.COMPANY_ID, 399, "whatsapp");
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:simple")
                        .to("pact-channels:list?companyId=154")
                        .split(body())
                        .aggregationStrategy((before, part) -> part)
                        .transform()
                        .simple("${body.channelId} ${body.provider} ${body[external_id]}"
                                + " ${body.otherFields.size} ${body}");
            }
        });

        assertThat(template.requestBody("direct:simple", null, String.class))
                .isEqualTo("399 whatsapp 399 0 {\"external_id\":399,\"provider\":\"whatsapp\"}");
    }
}
