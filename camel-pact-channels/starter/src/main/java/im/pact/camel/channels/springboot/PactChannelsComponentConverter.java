/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.springboot;

import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesBinding;
import org.springframework.core.convert.TypeDescriptor;
import org.springframework.core.convert.converter.GenericConverter;

/** Converts {@code #bean:name} and {@code #name} to the bean, for options whose value is not text. */
@AutoConfiguration
@ConfigurationPropertiesBinding
public class PactChannelsComponentConverter implements GenericConverter {

    private final BeanFactory beans;

    public PactChannelsComponentConverter(BeanFactory beans) {
        this.beans = beans;
    }

    @Override
    public Set<ConvertiblePair> getConvertibleTypes() {
        return PactChannelsComponentConfiguration.BEAN_TYPES.stream()
                .map(type -> new ConvertiblePair(String.class, type))
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Object convert(Object source, TypeDescriptor sourceType, TypeDescriptor targetType) {
        String reference = (String) source;
        if (reference == null || reference.isBlank()) {
            return null;
        }
        if (!reference.startsWith("#")) {
            throw new IllegalArgumentException(
                    "'%s' is not a reference to a bean. Use #bean:name".formatted(reference));
        }
        String name = reference.startsWith("#bean:") ? reference.substring("#bean:".length()) : reference.substring(1);
        return beans.getBean(name, targetType.getType());
    }
}
