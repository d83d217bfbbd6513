/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.examples;

import java.io.File;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.support.processor.state.FileStateRepository;

/**
 * Tells which channels of a company have appeared, disappeared or changed. What it has told is kept in a file, so that it goes on
 * there when it is stopped and started again. The same as {@code routes/changes.yaml}.
 *
 * <p>Properties: {@code companyId}, {@code folder} for the file {@code changes.state}, {@code pollDelay} in milliseconds: how long
 * to wait before it looks again.
 */
public class ChangesRoutes extends RouteBuilder {

    @Override
    public void configure() {
        File file = new File(getContext().resolvePropertyPlaceholders("{{folder}}/changes.state"));
        bindToRegistry("told", FileStateRepository.fileStateRepository(file));

        from("pact-channels:list?companyId={{companyId}}&emit=change&stateRepository=#told"
                        + "&initialDelay=0&delay={{pollDelay:60000}}")
                .routeId("changes")
                .log("${header.CamelPactChannelsChange}: channel ${body.channelId}, ${body.provider}");
    }
}
