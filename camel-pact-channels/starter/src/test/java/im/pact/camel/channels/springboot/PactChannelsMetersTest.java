/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.springboot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import im.pact.camel.channels.PactChannelsComponent;
import im.pact.camel.channels.PactChannelsConsumer;
import im.pact.camel.channels.PactChannelsDeliveryConsumer;
import im.pact.camel.channels.PactChannelsEventConsumer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.camel.api.management.ManagedAttribute;
import org.junit.jupiter.api.Test;
import org.springframework.util.ClassUtils;

class PactChannelsMetersTest {

    private final MeterRegistry registry = new SimpleMeterRegistry();

    @Test
    void every_number_that_jmx_shows_of_a_component_is_a_meter() {
        List<String> meters = names(PactChannelsMeters.COMPONENT, mock(PactChannelsComponent.class));

        assertThat(numbers(PactChannelsComponent.class))
                .allSatisfy(number -> assertThat(meters).anyMatch(("camel.pact.channels." + number)::startsWith));
    }

    @Test
    void every_number_that_jmx_shows_of_a_consumer_is_a_meter() {
        List<String> meters = names(PactChannelsMeters.CONSUMER, mock(PactChannelsConsumer.class));

        assertThat(numbers(PactChannelsConsumer.class)).allSatisfy(number -> assertThat(meters)
                .anyMatch(("camel.pact.channels.consumer." + number)::startsWith));
    }

    @Test
    void every_number_that_jmx_shows_of_an_event_consumer_is_a_meter() {
        List<String> meters = names(PactChannelsMeters.EVENT_CONSUMER, mock(PactChannelsEventConsumer.class));

        assertThat(numbers(PactChannelsEventConsumer.class)).allSatisfy(number -> assertThat(meters)
                .anyMatch(("camel.pact.channels.webhook." + number)::startsWith));
    }

    @Test
    void every_number_that_jmx_shows_of_a_delivery_consumer_is_a_meter() {
        List<String> meters = names(PactChannelsMeters.DELIVERY_CONSUMER, mock(PactChannelsDeliveryConsumer.class));

        assertThat(numbers(PactChannelsDeliveryConsumer.class)).allSatisfy(number -> assertThat(meters)
                .anyMatch(("camel.pact.channels.deliveries." + number)::startsWith));
    }

    private <T> List<String> names(List<MeterDefinition<T>> definitions, T target) {
        return definitions.stream()
                .map(definition -> definition
                        .register(target, Tags.empty(), registry)
                        .getId()
                        .getName())
                .toList();
    }

    /** The attributes of a class in JMX that are numbers: {@code getRateLimited} is {@code rate.limited}. */
    private static List<String> numbers(Class<?> type) {
        return Stream.of(type.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(ManagedAttribute.class))
                .filter(method -> isNumber(method.getReturnType()))
                .map(Method::getName)
                .map(name -> name.substring("get".length())
                        .replaceAll("(?<=.)([A-Z])", ".$1")
                        .toLowerCase(Locale.ENGLISH))
                .toList();
    }

    private static boolean isNumber(Class<?> type) {
        return Number.class.isAssignableFrom(ClassUtils.resolvePrimitiveIfNecessary(type));
    }
}
