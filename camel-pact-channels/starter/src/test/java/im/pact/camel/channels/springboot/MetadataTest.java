/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.springframework.beans.BeanUtils;

/** The metadata that editors read, compared with the catalog entry of the component. */
class MetadataTest {

    private static final String PREFIX = "camel.component.pact-channels.";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonNode catalog = read("META-INF/im/pact/camel/channels/pact-channels.json");
    private final Map<String, JsonNode> properties = new TreeMap<>();

    MetadataTest() throws IOException {
        for (URL url : Collections.list(
                getClass().getClassLoader().getResources("META-INF/spring-configuration-metadata.json"))) {
            JSON.readTree(url).get("properties").forEach(property -> {
                if (property.get("name").asText().startsWith(PREFIX)) {
                    properties.put(property.get("name").asText(), property);
                }
            });
        }
    }

    @Test
    void metadata_describes_every_option_of_the_catalog() {
        catalog.get("componentProperties").properties().forEach(option -> {
            JsonNode property = properties.get(property(option.getKey()));
            assertThat(property).as(option.getKey()).isNotNull();
            assertThat(property.get("description").asText())
                    .startsWith(option.getValue().get("description").asText());
        });
    }

    @Test
    void metadata_contains_no_other_properties() {
        assertThat(properties)
                .hasSize(catalog.get("componentProperties").size() + 2)
                .containsKeys(PREFIX + "enabled", PREFIX + "customizer.enabled");
    }

    @Test
    void every_option_of_the_catalog_can_be_set() {
        assertThat(catalog.get("componentProperties").fieldNames()).toIterable().allSatisfy(option -> assertThat(
                        BeanUtils.getPropertyDescriptor(PactChannelsComponentConfiguration.class, option))
                .as(option)
                .isNotNull()
                .satisfies(property -> assertThat(property.getWriteMethod()).isNotNull()));
    }

    @Test
    void default_of_a_duration_has_a_unit() {
        assertThat(properties
                        .get(PREFIX + "request-timeout")
                        .get("defaultValue")
                        .asText())
                .isEqualTo("120s");
        assertThat(properties.get(PREFIX + "retry-delay").get("defaultValue").asText())
                .isEqualTo("500ms");
    }

    private static String property(String option) {
        return PREFIX + option.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ENGLISH);
    }

    private JsonNode read(String resource) throws IOException {
        return JSON.readTree(getClass().getClassLoader().getResource(resource));
    }
}
