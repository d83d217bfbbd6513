/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import im.pact.camel.channels.sandbox.PactChannelsSandbox;
import im.pact.camel.channels.sandbox.PactChannelsSandboxExtension;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.console.DevConsole;
import org.apache.camel.console.DevConsoleRegistry;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What Camel's developer console shows. */
class DevConsoleTest {

    private static final String SECRET = "5f1c9e";

    @RegisterExtension
    static final PactChannelsSandboxExtension EXTENSION = new PactChannelsSandboxExtension();

    private final PactChannelsSandbox sandbox = EXTENSION.sandbox();
    private CamelContext context;

    @BeforeEach
    void start() throws Exception {
        context = new DefaultCamelContext();
        context.setDevConsole(true);
        TestContexts.connect(context, sandbox);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("pact-channels:list?companyId=154&initialDelay=3600000&pageSize=2")
                        .routeId("channels")
                        .to("mock:out");
                from("pact-channels:list?companyId=155&initialDelay=3600000&emit=change&apiToken=" + sandbox.apiToken())
                        .routeId("changes")
                        .to("mock:out");
            }
        });
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void statistics_are_shown_as_json() throws Exception {
        sandbox.addChannels(PactChannelsSandbox.COMPANY_ID, 3);
        poll("channels");
        sandbox.failNext(429, "{}", "Retry-After", "3600");
        poll("channels");

        Map<String, Object> component = json();

        assertThat(component)
                .containsEntry("component", "pact-channels")
                .containsEntry("requests", 3L)
                .containsEntry("retries", 0L)
                .containsEntry("rateLimited", 1L)
                .containsEntry("pauses", 1L)
                .containsEntry("waitingRequests", 0)
                .containsEntry("failures", 1L);
        assertThat((String) component.get("pausedUntil"))
                .isGreaterThan(Instant.now().toString());
        assertThat((String) component.get("lastFailure"))
                .startsWith("list: GET /p1/companies/154/channels returned 429");
        assertThat(consumers(component))
                .extracting("routeId", "companyId", "emit", "state", "polls")
                .containsExactly(
                        tuple("changes", 155L, "change", "Started", 0L),
                        tuple("channels", 154L, "record", "Started", 2L));
        assertThat(consumers(component).get(1))
                .containsEntry("pages", 2L)
                .containsEntry("emitted", 3L)
                .containsEntry("delivered", 3L)
                .containsEntry("failed", 0L)
                .containsEntry("polling", false)
                .containsEntry("lastPollOutcome", "failed")
                .extractingByKeys("lastPollTime", "lastPollMillis", "waitUntil", "nextPoll")
                .doesNotContainNull();
    }

    @Test
    void consumer_of_several_companies_shows_their_number_and_those_that_fail() throws Exception {
        sandbox.addCompany(155);
        sandbox.everyRequest().matching("/155/").fail(503, "{}");
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("pact-channels:list?companies=154,155&initialDelay=3600000")
                        .routeId("companies")
                        .to("mock:out");
            }
        });
        poll("companies");

        Map<String, Object> consumer = consumers(json()).stream()
                .filter(each -> each.get("routeId").equals("companies"))
                .findFirst()
                .orElseThrow();
        assertThat(consumer)
                .doesNotContainKey("companyId")
                .containsEntry("companies", 2)
                .containsEntry("failedCompanies", 1)
                .containsEntry("failedCompanyIds", "155")
                .containsEntry("lastPollOutcome", "partlyFailed");
        assertThat(text()).contains("    Failed company ids: 155");
    }

    @Test
    void statistics_are_shown_as_text() throws Exception {
        sandbox.addChannels(PactChannelsSandbox.COMPANY_ID, 3);
        poll("channels");

        assertThat(text())
                .startsWith("Component: pact-channels" + System.lineSeparator() + "Requests: 2")
                .containsSubsequence("    Route id: changes", "    Polls: 0", "    Next poll: ")
                .containsSubsequence("    Route id: channels", "    Polls: 1", "    Last poll outcome: complete")
                .doesNotContain("null");
    }

    @Test
    void consumer_is_shown_until_it_is_stopped() throws Exception {
        context.getRouteController().suspendRoute("changes");
        assertThat(consumers(json())).extracting("state").containsExactly("Suspended", "Started");

        context.getRouteController().stopRoute("changes");
        assertThat(consumers(json())).extracting("routeId").containsExactly("channels");

        context.getRouteController().startRoute("changes");
        assertThat(consumers(json())).hasSize(2);
    }

    @Test
    void every_component_is_shown() {
        context.addComponent("other-channels", new PactChannelsComponent());

        assertThat(text()).contains("Component: other-channels", "Component: pact-channels");
    }

    @Test
    void no_secret_is_shown() throws Exception {
        assertThat(sandbox.apiToken()).contains(SECRET);
        sandbox.failNext(401, "{\"error\":\"wrong token " + sandbox.apiToken() + "\"}");
        poll("channels");

        assertThat(text() + json()).contains("wrong token").doesNotContain(SECRET);
    }

    private void poll(String routeId) {
        ((Runnable) context.getRoute(routeId).getConsumer()).run();
    }

    private String text() {
        return (String) console().call(DevConsole.MediaType.TEXT);
    }

    private Map<String, Object> json() {
        @SuppressWarnings("unchecked")
        Map<String, List<Map<String, Object>>> root =
                (Map<String, List<Map<String, Object>>>) console().call(DevConsole.MediaType.JSON);
        assertThat(root.get("components")).hasSize(1);
        return root.get("components").get(0);
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> consumers(Map<String, Object> component) {
        return (List<Map<String, Object>>) component.get("consumers");
    }

    private DevConsole console() {
        return context.getCamelContextExtension()
                .getContextPlugin(DevConsoleRegistry.class)
                .resolveById("pact-channels");
    }
}
