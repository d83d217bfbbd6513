/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import im.pact.camel.channels.sandbox.PactChannelsSandbox;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.activemq.broker.BrokerService;
import org.apache.activemq.command.ActiveMQQueue;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The example {@code companies} on several machines, with failing requests and killed processes. */
@Timeout(180)
class CompaniesTest {

    private static final int COMPANIES = 30;

    @TempDir
    Path directory;

    private final PactChannelsSandbox sandbox = PactChannelsSandbox.start();
    private final BrokerService broker = new BrokerService();
    private final List<Main> machines = new ArrayList<>();

    @BeforeEach
    void startBroker() throws Exception {
        for (int company = 1; company <= COMPANIES; company++) {
            sandbox.addChannels(company, company);
        }
        broker.setPersistent(false);
        broker.setUseJmx(false);
        broker.addConnector("tcp://127.0.0.1:0");
        broker.start();
    }

    @AfterEach
    void stop() throws Exception {
        machines.forEach(Main::stop);
        broker.stop();
        sandbox.close();
    }

    @Test
    void three_machines_list_each_company_once_with_one_timer() throws Exception {
        for (int machine = 0; machine < 3; machine++) {
            start("true");
        }

        awaitEachCompany();
    }

    @Test
    void failed_listing_is_delivered_to_the_next_worker() throws Exception {
        sandbox.nextRequests(5).fail(503, "{}");
        start("true");
        start("true");

        awaitEachCompany();
        assertThat(sandbox.requestCount()).isGreaterThan(COMPANIES);
    }

    @Test
    void company_of_a_killed_worker_is_delivered_to_the_next_worker() throws Exception {
        // The responses to the first requests arrive too late.
        sandbox.nextRequests(3).delay(Duration.ofSeconds(100));
        Process machine = startProcess();
        try {
            await("requests in progress").atMost(Duration.ofSeconds(60)).until(() -> sandbox.requestCount() >= 3);
            await("all ids").atMost(Duration.ofSeconds(60)).until(() -> messages() == COMPANIES);
        } finally {
            machine.destroyForcibly().waitFor();
        }
        assertThat(listed()).isEmpty();

        start("false");

        awaitEachCompany();
    }

    /** Each exactly once: the result and the message with the id are one transaction. */
    private void awaitEachCompany() throws IOException {
        List<String> all = IntStream.rangeClosed(1, COMPANIES)
                .mapToObj(company -> company + "," + company)
                .toList();
        await("all companies").atMost(Duration.ofSeconds(90)).until(() -> listed().size() >= COMPANIES);
        assertThat(listed()).containsExactlyInAnyOrderElementsOf(all);
    }

    private List<String> listed() throws IOException {
        Path file = directory.resolve("companies.csv");
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    /** The number of ids that were sent to the queue. */
    private long messages() throws Exception {
        return broker.getDestination(new ActiveMQQueue("companies"))
                .getDestinationStatistics()
                .getEnqueues()
                .getCount();
    }

    private void start(String schedule) throws Exception {
        Main main = new Main();
        properties().forEach(main::addInitialProperty);
        main.addInitialProperty("schedule", schedule);
        main.configure().addRoutesBuilder(new CompaniesRoutes());
        machines.add(main);
        main.start();
    }

    /** A process with the routes in YAML, and no Java code other than Camel's. */
    private Process startProcess() throws Exception {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx128m"));
        properties().forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.addAll(List.of(
                "-Dcamel.main.routesIncludePattern=classpath:routes/companies.yaml",
                "-Dcamel.main.durationMaxSeconds=120",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(
                        Redirect.to(Path.of("target", "companies-worker.log").toFile()))
                .start();
    }

    private Map<String, String> properties() throws Exception {
        Map<String, String> properties = new HashMap<>();
        properties.put("camel.component.pact-channels.api-token", sandbox.apiToken());
        properties.put("camel.component.pact-channels.base-uri", sandbox.baseUri());
        // The broker retries, not the component.
        properties.put("camel.component.pact-channels.max-retries", "0");
        properties.put(
                "brokerUrl",
                broker.getTransportConnectors().get(0).getPublishableConnectString()
                        + "?jms.redeliveryPolicy.initialRedeliveryDelay=100");
        properties.put(
                "companies",
                IntStream.rangeClosed(1, COMPANIES).mapToObj(Integer::toString).collect(Collectors.joining(",")));
        properties.put("directory", directory.toString());
        properties.put("lockInterval", "500");
        return properties;
    }
}
