/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.springboot;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/** A meter that reads a value of an object. */
interface MeterDefinition<T> {

    /** Registers the meter for one object. The registry does not keep the object from being collected. */
    Meter register(T target, Tags tags, MeterRegistry registry);

    /** A number that only grows. */
    static <T> MeterDefinition<T> counter(String name, String description, ToDoubleFunction<T> value) {
        return (target, tags, registry) -> FunctionCounter.builder(name, target, value)
                .description(description)
                .tags(tags)
                .register(registry);
    }

    /** A number that grows and shrinks. */
    static <T> MeterDefinition<T> gauge(String name, String description, ToDoubleFunction<T> value) {
        return (target, tags, registry) -> Gauge.builder(name, target, value)
                .description(description)
                .tags(tags)
                .register(registry);
    }

    /** A duration in milliseconds; negative if there is no value yet. */
    static <T> MeterDefinition<T> milliseconds(String name, String description, ToDoubleFunction<T> value) {
        ToDoubleFunction<T> valueOrNaN = target -> {
            double milliseconds = value.applyAsDouble(target);
            return milliseconds < 0 ? Double.NaN : milliseconds;
        };
        return (target, tags, registry) -> TimeGauge.builder(name, target, TimeUnit.MILLISECONDS, valueOrNaN)
                .description(description)
                .tags(tags)
                .register(registry);
    }
}
