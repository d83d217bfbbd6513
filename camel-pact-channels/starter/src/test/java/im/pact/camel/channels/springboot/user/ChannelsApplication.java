/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.springboot.user;

import org.apache.camel.builder.RouteBuilder;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.stereotype.Component;

@SpringBootApplication
public class ChannelsApplication {

    @Component
    static class ChannelsRoute extends RouteBuilder {

        @Override
        public void configure() {
            from("direct:channels").to("pact-channels:list").split(body()).to("mock:channel");
        }
    }
}
