/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.springboot;

import im.pact.camel.channels.PactChannelsComponent;
import im.pact.camel.channels.PactChannelsConfiguration;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.apache.camel.spi.ComponentCustomizer;
import org.apache.camel.spring.boot.CamelAutoConfiguration;
import org.apache.camel.spring.boot.ComponentConfigurationProperties;
import org.apache.camel.spring.boot.util.CamelPropertiesHelper;
import org.apache.camel.spring.boot.util.ConditionalOnCamelContextAndAutoConfigurationBeans;
import org.apache.camel.spring.boot.util.ConditionalOnHierarchicalProperties;
import org.apache.camel.spring.boot.util.HierarchicalPropertiesEvaluator;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;

/** Applies the properties {@code camel.component.pact-channels.*} to the component {@code pact-channels}. */
@AutoConfiguration(after = {CamelAutoConfiguration.class, PactChannelsComponentConverter.class})
@Conditional(ConditionalOnCamelContextAndAutoConfigurationBeans.class)
@ConditionalOnHierarchicalProperties({"camel.component", "camel.component.pact-channels"})
@EnableConfigurationProperties({ComponentConfigurationProperties.class, PactChannelsComponentConfiguration.class})
public class PactChannelsComponentAutoConfiguration {

    private static final String SCHEME = "pact-channels";

    @Lazy
    @Bean
    public ComponentCustomizer configurePactChannelsComponent(
            CamelContext camelContext, Environment environment, PactChannelsComponentConfiguration properties) {
        return new ComponentCustomizer() {

            @Override
            public void configure(String name, Component target) {
                Map<String, Object> options = CamelPropertiesHelper.getNonNullProperties(camelContext, properties);
                // First: it would replace the other options.
                if (options.remove("configuration") instanceof PactChannelsConfiguration configuration) {
                    ((PactChannelsComponent) target).setConfiguration(configuration);
                }
                CamelPropertiesHelper.setCamelProperties(camelContext, target, options, false);
            }

            /** Not another component of the same type: it is for another account, and has its own token. */
            @Override
            public boolean isEnabled(String name, Component target) {
                return name.equals(SCHEME)
                        && target instanceof PactChannelsComponent
                        && HierarchicalPropertiesEvaluator.evaluate(
                                environment, "camel.component.customizer", "camel.component." + SCHEME + ".customizer");
            }
        };
    }
}
