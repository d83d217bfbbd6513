/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.event;

import static org.assertj.core.api.Assertions.assertThat;

import im.pact.camel.channels.client.PactChannelsClient;
import im.pact.camel.channels.event.WebhookRegistration.State;
import im.pact.camel.channels.model.ApiList;
import im.pact.camel.channels.model.Company;
import im.pact.camel.channels.model.CompanyResult;
import im.pact.camel.channels.model.Page;
import im.pact.camel.channels.request.Parameter;
import im.pact.camel.channels.request.UpdateCompany;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebhookRegistrationTest {

    private static final String SECRET = "0123456789abcdef";

    private final WebhookAddress address = WebhookAddress.of("/a", SECRET, "https://hooks.example.org", false);
    private final ManualTimer timer = new ManualTimer();
    private final List<String> updates = new ArrayList<>();
    private String registered;
    private boolean companyExists = true;
    private RuntimeException failure;

    private final PactChannelsClient client = (PactChannelsClient) Proxy.newProxyInstance(
            getClass().getClassLoader(), new Class<?>[] {PactChannelsClient.class}, (proxy, method, args) -> {
                switch (method.getName()) {
                    case "listCompanies":
                        ApiList<Company> companies = new ApiList<>();
                        companies.add(new Company(10, "Other", address.url(), Map.of()));
                        if (companyExists) {
                            companies.add(new Company(11, "Acme", registered, Map.of()));
                        }
                        return new Page<>(companies, null);
                    case "updateCompany":
                        if (failure != null) {
                            throw failure;
                        }
                        registered = Objects.toString(((UpdateCompany) args[1]).get(Parameter.WEBHOOK_URL), "");
                        updates.add(args[0] + " " + registered);
                        return new CompanyResult((Long) args[0], "updated", Map.of());
                    default:
                        return null;
                }
            });

    private final WebhookRegistration registration = new WebhookRegistration(client, 11, address, timer, Runnable::run);

    /** Runs a task when the test calls {@link #runNext}, and keeps the delays of all tasks. */
    private static final class ManualTimer extends ScheduledThreadPoolExecutor {

        private final Queue<Runnable> tasks = new ArrayDeque<>();
        private final List<Duration> delays = new ArrayList<>();

        ManualTimer() {
            super(0);
        }

        @Override
        public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
            tasks.add(task);
            delays.add(Duration.ofNanos(unit.toNanos(delay)));
            return null;
        }

        void runNext() {
            tasks.remove().run();
        }
    }

    @AfterEach
    void stop() {
        timer.shutdownNow();
    }

    @Test
    void another_address_is_replaced() {
        registered = "https://old.example.org";
        registration.start();
        assertThat(registration.state()).isEqualTo(State.PENDING);

        timer.runNext();

        assertThat(updates).containsExactly("11 " + address.url());
        assertThat(registration.state()).isEqualTo(State.REGISTERED);
        assertThat(timer.tasks).isEmpty();
    }

    @Test
    void the_same_address_is_not_registered_again() {
        registered = address.url();
        registration.start();
        timer.runNext();

        assertThat(updates).isEmpty();
        assertThat(registration.state()).isEqualTo(State.REGISTERED);
    }

    @Test
    void a_company_that_is_not_listed_is_left_to_the_service() {
        companyExists = false;
        registration.start();
        timer.runNext();

        assertThat(updates).hasSize(1);
    }

    @Test
    void a_failure_is_retried_with_growing_delays() {
        failure = new IllegalStateException("the test of the address failed");
        registration.start();
        for (int attempt = 0; attempt < 10; attempt++) {
            timer.runNext();
            assertThat(registration.state()).isEqualTo(State.FAILED);
            assertThat(registration.failure()).isEqualTo("the test of the address failed");
        }
        failure = null;
        timer.runNext();

        assertThat(registration.state()).isEqualTo(State.REGISTERED);
        assertThat(registration.failure()).isNull();
        assertThat(timer.delays.get(0)).isEqualTo(Duration.ZERO);
        assertThat(timer.delays.get(1)).isBetween(Duration.ofMillis(2_500), Duration.ofSeconds(5));
        assertThat(timer.delays.get(10)).isBetween(Duration.ofSeconds(150), Duration.ofMinutes(5));
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 2500", "0, 1, 5000", "1, 1, 10000", "5, 1, 160000", "6, 1, 300000", "1000000, 1, 300000"})
    void the_delay_doubles_to_five_minutes(int failures, double jitter, long millis) {
        assertThat(WebhookRegistration.delay(failures, jitter)).isEqualTo(Duration.ofMillis(millis));
    }

    @Test
    void a_closed_registration_does_nothing() {
        registration.start();
        registration.close();
        timer.runNext();

        assertThat(updates).isEmpty();
        assertThat(timer.tasks).isEmpty();
    }

    @Test
    void only_the_own_address_is_removed() {
        registered = "https://other.example.org";
        WebhookRegistration.unregister(client, 11, address);
        assertThat(updates).isEmpty();

        registered = address.url();
        WebhookRegistration.unregister(client, 11, address);
        assertThat(updates).containsExactly("11 ");
    }
}
