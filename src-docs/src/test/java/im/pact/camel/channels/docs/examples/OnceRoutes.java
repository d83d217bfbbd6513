/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.docs.examples;

import static org.apache.camel.support.processor.idempotent.FileIdempotentRepository.fileIdempotentRepository;

import java.io.File;
import org.apache.camel.builder.RouteBuilder;

/** Page "Consuming channels": each channel passes once, also after a restart. */
public class OnceRoutes extends RouteBuilder {

    @Override
    public void configure() {
        // tag::once[]
        File seen = new File(getContext().resolvePropertyPlaceholders("{{directory}}"), "seen.txt");
        from("pact-channels:list?companyId=154")
                .idempotentConsumer(header("CamelPactChannelsChannelId"), fileIdempotentRepository(seen))
                .to("log:new-channel");
        // end::once[]
    }
}
