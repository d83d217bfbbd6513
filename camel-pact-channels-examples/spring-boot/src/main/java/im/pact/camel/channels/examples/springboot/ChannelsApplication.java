/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.examples.springboot;

import im.pact.camel.channels.changes.DirectoryStateRepository;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** The application. Its properties are in {@code application.properties}. */
@SpringBootApplication
public class ChannelsApplication {

    public static void main(String[] args) {
        SpringApplication.run(ChannelsApplication.class, args);
    }

    /** The channels that the table contains, so that a restart continues with them. */
    @Bean
    DirectoryStateRepository snapshots(@Value("${example.directory}") String directory) {
        return new DirectoryStateRepository(directory + "/snapshots");
    }
}
