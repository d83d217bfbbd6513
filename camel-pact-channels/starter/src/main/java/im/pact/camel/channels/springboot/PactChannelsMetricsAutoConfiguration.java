/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.springboot;

import io.micrometer.core.instrument.binder.MeterBinder;
import org.apache.camel.spring.boot.CamelAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/** Registers the meters of the component with Micrometer, if it is there. */
@AutoConfiguration(after = CamelAutoConfiguration.class)
@ConditionalOnClass(MeterBinder.class)
public class PactChannelsMetricsAutoConfiguration {

    /** Spring Boot binds it to the meter registries, and Camel reports components and consumers to it. */
    @Bean
    public PactChannelsMeters pactChannelsMeters() {
        return new PactChannelsMeters();
    }
}
