/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.examples.springboot;

import im.pact.camel.channels.sandbox.PactChannelsSandbox;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextClosedEvent;

/** The application with the sandbox, whose channels change every few seconds. */
final class DemoApplication {

    private DemoApplication() {}

    public static void main(String[] args) {
        ConfigurableApplicationContext application = start(Stream.concat(
                        Stream.of("--example.directory=./target/demo", "--example.poll-delay=2000"), Stream.of(args))
                .toArray(String[]::new));
        String port = application.getEnvironment().getProperty("local.server.port");
        System.out.printf(
                """

                The application runs. Its log shows the changes of the channels. Ctrl-C ends it.
                  http://localhost:%1$s/channels             the channels as the service lists them
                  http://localhost:%1$s/table                the channels in the table
                  http://localhost:%1$s/actuator/health      the health
                  http://localhost:%1$s/actuator/prometheus  the metrics

                """,
                port);
    }

    static ConfigurableApplicationContext start(String... args) {
        PactChannelsSandbox sandbox = PactChannelsSandbox.builder()
                .channels(PactChannelsSandbox.COMPANY_ID, 5)
                .start();
        try {
            ConfigurableApplicationContext application = run(sandbox, args);
            ScheduledExecutorService changes = Executors.newSingleThreadScheduledExecutor();
            changes.scheduleWithFixedDelay(() -> replaceChannel(sandbox), 5, 10, TimeUnit.SECONDS);
            application.addApplicationListener(event -> {
                if (event instanceof ContextClosedEvent) {
                    changes.shutdownNow();
                    sandbox.close();
                }
            });
            return application;
        } catch (RuntimeException e) {
            sandbox.close();
            throw e;
        }
    }

    private static ConfigurableApplicationContext run(PactChannelsSandbox sandbox, String... args) {
        Stream<String> account = Stream.of(
                "--camel.component.pact-channels.base-uri=" + sandbox.baseUri(),
                "--camel.component.pact-channels.api-token=" + sandbox.apiToken(),
                "--camel.component.pact-channels.company-id=" + sandbox.companyId());
        return SpringApplication.run(
                ChannelsApplication.class,
                Stream.concat(account, Stream.of(args)).toArray(String[]::new));
    }

    private static void replaceChannel(PactChannelsSandbox sandbox) {
        sandbox.removeChannel(sandbox.channels(sandbox.companyId()).get(0).id());
        sandbox.addChannel("telegram");
    }
}
