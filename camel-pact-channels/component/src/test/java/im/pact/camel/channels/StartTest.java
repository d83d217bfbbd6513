/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.entry;

import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.ResolveEndpointFailedException;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.InterceptSendToMockEndpointStrategy;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.EndpointServiceLocation;
import org.apache.camel.util.ObjectHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is checked when: nothing while an endpoint is only created, everything when its route starts. */
class StartTest {

    private final CamelContext context = new DefaultCamelContext();

    @AfterEach
    void stop() {
        context.stop();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pact-channels:list?companyId=1 | apiToken is missing",
                "pact-channels:list?companyId=1&apiToken=t&pageSize=0 | list: pageSize must be a number from 1 to 100 (was 0)",
                "pact-channels:list?companyId=1&apiToken=t&pageSize=101 | list: pageSize must be a number from 1 to 100",
                "pact-channels:list?companyId=1&apiToken=t&maxPages=0 | list: maxPages must be a positive number (was 0)",
                "pact-channels:list?companyId=0&apiToken=t | list: companyId must be a positive number (was 0)",
                "pact-channels:list?companyId=1&apiToken=t&requestTimeout=0 | requestTimeout must be positive (was 0 ms)",
                "pact-channels:list?companyId=1&apiToken=t&baseUri=http://api.pact.im/p1 | baseUri with http:// would send",
                "pact-channels:list?companyId=1&apiToken=t&baseUri=ftp://api.pact.im | baseUri must start with https://",
                "pact-channels:erase?companyId=1&apiToken=t | Unknown operation 'erase': must be one of list",
            })
    void what_cannot_work_fails_the_start_of_a_route_in_both_directions(String uri, String message) throws Exception {
        for (boolean consume : new boolean[] {false, true}) {
            CamelContext context = new DefaultCamelContext();
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from(consume ? uri : "direct:in").to(consume ? "mock:out" : uri);
                }
            });

            assertThat(failureOf(context)).hasMessageStartingWith(message);
            context.stop();
        }
    }

    @Test
    void a_consumer_needs_a_company() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("pact-channels:list?apiToken=t").to("mock:out");
            }
        });

        assertThatThrownBy(context::start).hasMessage("list: companyId must be a positive number (was null)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pact-channels:list",
                "pact-channels:LIST?companyId=1",
                "pact-channels:erase",
                "pact-channels:list?pageSize=0",
                "pact-channels:list?baseUri=http://api.pact.im",
                "pact-channels://list?companyId=1"
            })
    void an_endpoint_that_is_only_created_needs_nothing(String uri) {
        context.start();

        assertThatCode(() -> context.getEndpoint(uri, PactChannelsEndpoint.class))
                .doesNotThrowAnyException();
    }

    @Test
    void an_option_that_does_not_exist_is_refused_as_everywhere_in_camel() {
        assertThatThrownBy(() -> context.getEndpoint("pact-channels:list?per=5"))
                .isInstanceOf(ResolveEndpointFailedException.class)
                .hasMessageContaining("per=5");
    }

    @Test
    void operations_are_read_without_regard_to_case() {
        assertThat(context.getEndpoint("pact-channels:LiSt", PactChannelsEndpoint.class)
                        .getOperation())
                .isEqualTo("list");
    }

    @Test
    void mock_endpoints_and_skip_needs_no_token() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in")
                        .routeId("sync")
                        .to("pact-channels:list?companyId=154")
                        .to("mock:out");
            }
        });
        AdviceWith.adviceWith(context, "sync", advice -> advice.mockEndpointsAndSkip("pact-channels:*"));
        context.start();
        MockEndpoint skipped = context.getEndpoint("mock:pact-channels:list", MockEndpoint.class);
        skipped.whenAnyExchangeReceived(exchange -> exchange.getMessage().setBody("mocked"));
        MockEndpoint out = context.getEndpoint("mock:out", MockEndpoint.class);
        out.expectedBodiesReceived("mocked");

        context.createProducerTemplate().sendBody("direct:in", null);

        out.assertIsSatisfied();
        skipped.expectedMessageCount(1);
        skipped.assertIsSatisfied();
    }

    @Test
    void mocking_from_the_start_as_the_test_kit_does_needs_no_token_either() throws Exception {
        context.getCamelContextExtension()
                .registerEndpointCallback(new InterceptSendToMockEndpointStrategy("pact-channels*", true));
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in").to("pact-channels:list?companyId=154");
            }
        });

        context.start();
        context.getEndpoint("mock:pact-channels:list", MockEndpoint.class).expectedMessageCount(1);
        context.createProducerTemplate().sendBody("direct:in", null);

        MockEndpoint.assertIsSatisfied(context);
    }

    @Test
    void mocking_without_skipping_does_need_a_token_since_the_call_is_made() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in").routeId("sync").to("pact-channels:list?companyId=154");
            }
        });
        AdviceWith.adviceWith(context, "sync", advice -> advice.mockEndpoints("pact-channels:*"));

        assertThat(failureOf(context)).hasMessage("apiToken is missing");
    }

    @Test
    void replace_from_with_needs_no_token() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("pact-channels:list?companyId=154").routeId("changes").to("mock:out");
            }
        });
        AdviceWith.adviceWith(context, "changes", advice -> advice.replaceFromWith("direct:instead"));
        context.start();
        MockEndpoint out = context.getEndpoint("mock:out", MockEndpoint.class);
        out.expectedBodiesReceived("a channel");

        context.createProducerTemplate().sendBody("direct:instead", "a channel");

        out.assertIsSatisfied();
    }

    @Test
    void a_lazy_producer_fails_at_the_first_message_instead() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in").to("pact-channels:list?companyId=154&lazyStartProducer=true");
            }
        });
        context.start();

        assertThat(context.createProducerTemplate()
                        .request("direct:in", exchange -> {})
                        .getException())
                .hasMessage("apiToken is missing");
    }

    @Test
    void tools_see_where_a_route_talks_to() {
        Endpoint endpoint = context.getEndpoint("pact-channels:list?companyId=154&apiToken=very-secret");

        assertThat(endpoint).isInstanceOfSatisfying(EndpointServiceLocation.class, location -> {
            assertThat(location.getServiceUrl()).isEqualTo("https://api.pact.im/p1");
            assertThat(location.getServiceProtocol()).isEqualTo("rest");
            assertThat(location.getServiceMetadata()).containsOnly(entry("companyId", "154"));
        });
    }

    /** Camel wraps what a producer throws at start, but not what a consumer throws. */
    private static IllegalArgumentException failureOf(CamelContext context) {
        return ObjectHelper.getException(IllegalArgumentException.class, catchThrowable(context::start));
    }
}
