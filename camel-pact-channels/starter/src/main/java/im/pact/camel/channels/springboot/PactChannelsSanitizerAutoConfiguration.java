/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.springboot;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/** Masks the secret options in the endpoints of the actuator, also if the application shows values there. */
@AutoConfiguration
@ConditionalOnClass(SanitizingFunction.class)
public class PactChannelsSanitizerAutoConfiguration {

    private static final Set<String> SECRETS = PactChannelsComponentConfiguration.SECRETS.stream()
            .map(option -> uniform("camel.component.pact-channels." + option))
            .collect(Collectors.toUnmodifiableSet());

    @Bean
    public SanitizingFunction pactChannelsSanitizingFunction() {
        return data -> SECRETS.contains(uniform(data.getKey())) ? data.withSanitizedValue() : data;
    }

    /** The same for all forms of a name: {@code api-token}, {@code apiToken}, {@code APITOKEN}. */
    private static String uniform(String key) {
        return key.replaceAll("[^A-Za-z0-9]", "").toLowerCase(Locale.ROOT);
    }
}
