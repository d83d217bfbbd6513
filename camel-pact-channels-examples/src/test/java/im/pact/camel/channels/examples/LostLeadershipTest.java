/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import im.pact.camel.channels.PactChannelsConstants;
import im.pact.camel.channels.sandbox.PactChannelsSandbox;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.Message;
import org.apache.camel.cluster.CamelClusterService;
import org.apache.camel.cluster.CamelClusterView;
import org.apache.camel.main.Main;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.spi.CamelEvent.ExchangeCreatedEvent;
import org.apache.camel.support.EventNotifierSupport;
import org.apache.camel.util.FileUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The example {@code leader} loses the leadership and gains it again in the same JVM. */
@Timeout(120)
class LostLeadershipTest {

    @TempDir
    Path directory;

    private final PactChannelsSandbox sandbox = PactChannelsSandbox.start();
    private final List<String> emitted = new CopyOnWriteArrayList<>();
    private final Main main = new Main();

    @AfterEach
    void stop() {
        main.stop();
        sandbox.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"java", "yaml"})
    void changes_are_emitted_only_by_the_leader_and_after_it_leads_again(String dsl) throws Exception {
        Path locks = directory.resolve("locks");
        sandbox.addChannel("viber");
        start(dsl.equals("yaml"));
        await("the first poll").atMost(Duration.ofSeconds(60)).until(() -> emitted.equals(List.of("added 1")));
        CamelClusterView view =
                main.getCamelContext().hasService(CamelClusterService.class).getView("channels");

        // A file replaces the directory of the locks, so that the directory cannot be created again.
        FileUtil.removeDir(locks.toFile());
        Files.createFile(locks);
        await("the loss").until(() -> !view.getLocalMember().isLeader());
        await("the end of the last poll").during(Duration.ofMillis(500)).until(() -> true);
        long added = sandbox.addChannel("telegram");
        await("no leader")
                .during(Duration.ofSeconds(2))
                .atMost(Duration.ofSeconds(20))
                .until(() -> emitted.equals(List.of("added 1")));

        Files.delete(locks);
        await("the leader again").until(() -> emitted.size() > 1);
        sandbox.removeChannel(1);
        await("the next change").until(() -> emitted.size() > 2);
        assertThat(emitted).containsExactly("added 1", "added " + added, "removed 1");
    }

    private void start(boolean yaml) {
        Map.of(
                        "camel.component.pact-channels.api-token", sandbox.apiToken(),
                        "camel.component.pact-channels.base-uri", sandbox.baseUri(),
                        "companyId", Long.toString(sandbox.companyId()),
                        "directory", directory.toString(),
                        "lockInterval", "200",
                        "pollDelay", "100")
                .forEach(main::addInitialProperty);
        if (yaml) {
            main.configure().withRoutesIncludePattern("classpath:routes/leader.yaml");
        } else {
            main.configure().addRoutesBuilder(new LeaderRoutes());
        }
        main.init();
        main.getCamelContext().getManagementStrategy().addEventNotifier(new Recorder());
        main.start();
    }

    private final class Recorder extends EventNotifierSupport {

        @Override
        public void notify(CamelEvent event) {
            Message message = ((ExchangeCreatedEvent) event).getExchange().getMessage();
            emitted.add(message.getHeader(PactChannelsConstants.CHANGE) + " "
                    + message.getHeader(PactChannelsConstants.CHANNEL_ID));
        }

        @Override
        public boolean isEnabled(CamelEvent event) {
            return event instanceof ExchangeCreatedEvent;
        }
    }
}
