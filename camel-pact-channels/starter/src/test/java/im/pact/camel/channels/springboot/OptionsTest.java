/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import im.pact.camel.channels.ListMode;
import im.pact.camel.channels.PactChannelsComponent;
import im.pact.camel.channels.PactChannelsConfiguration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.component.http.springboot.HttpComponentAutoConfiguration;
import org.apache.camel.component.http.springboot.HttpComponentConverter;
import org.apache.camel.spi.PropertyConfigurerGetter;
import org.apache.camel.spi.StateRepository;
import org.apache.camel.spring.boot.CamelAutoConfiguration;
import org.apache.camel.support.processor.state.MemoryStateRepository;
import org.apache.hc.client5.http.classic.HttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** Properties of Spring Boot as options of the component. */
class OptionsTest {

    private static final String PREFIX = "camel.component.pact-channels.";

    /** Without the other auto-configurations, each of which would be started for every test. */
    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    CamelAutoConfiguration.class,
                    PactChannelsComponentConverter.class,
                    PactChannelsComponentAutoConfiguration.class));

    @ParameterizedTest
    @CsvFileSource(resources = "/options.csv")
    void property_sets_an_option(String property, String option, String value) {
        application.withPropertyValues(property).run(context -> assertThat(option(component(context), option))
                .hasToString(value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"CAMEL_COMPONENT_PACTCHANNELS_APITOKEN", "CAMEL_COMPONENT_PACT_CHANNELS_API_TOKEN"})
    void environment_sets_an_option(String variable) {
        application
                .withInitializer(context -> context.getEnvironment()
                        .getPropertySources()
                        .addFirst(new SystemEnvironmentPropertySource(
                                "test-" + StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                                Map.of(variable, "from-environment"))))
                .run(context -> assertThat(component(context).getConfiguration().getApiToken())
                        .isEqualTo("from-environment"));
    }

    @Test
    void placeholder_of_spring_is_resolved() {
        application
                .withPropertyValues(
                        "company=155", PREFIX + "company-id=${company}", PREFIX + "api-token=${none:fallback}")
                .run(context -> {
                    PactChannelsConfiguration options = component(context).getConfiguration();
                    assertThat(options.getCompanyId()).isEqualTo(155);
                    assertThat(options.getApiToken()).isEqualTo("fallback");
                });
    }

    /** The variable is set on every machine. */
    @Test
    void placeholder_of_camel_is_resolved_in_texts() {
        application.withPropertyValues(PREFIX + "api-token={{env:PATH}}").run(context -> assertThat(
                        component(context).getConfiguration().getApiToken())
                .isEqualTo(System.getenv("PATH")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"#bean:channels", "#channels"})
    void reference_sets_a_bean(String reference) {
        MemoryStateRepository repository = new MemoryStateRepository();
        application
                .withBean("channels", StateRepository.class, () -> repository)
                .withPropertyValues(PREFIX + "state-repository=" + reference)
                .run(context -> assertThat(component(context).getConfiguration().getStateRepository())
                        .isSameAs(repository));
    }

    @Test
    void option_of_any_type_is_set_to_a_bean() {
        Supplier<List<Long>> companies = () -> List.of(154L);
        application
                .withBean("ids", Supplier.class, () -> companies)
                .withPropertyValues(PREFIX + "companies=#bean:ids")
                .run(context ->
                        assertThat(option(component(context), "companies")).isSameAs(companies));
    }

    @Test
    void reference_selects_one_of_many_clients() {
        HttpClient client = HttpClients.createMinimal();
        application
                .withBean("first", HttpClient.class, HttpClients::createMinimal)
                .withBean("second", HttpClient.class, () -> client)
                .withPropertyValues(PREFIX + "http-client=#bean:second")
                .run(context -> assertThat(component(context).getConfiguration().getHttpClient())
                        .isSameAs(client));
    }

    @Test
    void reference_to_a_missing_bean_fails_the_start() {
        application
                .withPropertyValues(PREFIX + "state-repository=#bean:channels")
                .run(context -> assertThat(context).getFailure().rootCause().hasMessageContaining("channels"));
    }

    @Test
    void text_instead_of_a_reference_fails_the_start() {
        application.withPropertyValues(PREFIX + "state-repository=channels").run(context -> assertThat(context)
                .getFailure()
                .rootCause()
                .hasMessage("'channels' is not a reference to a bean. Use #bean:name"));
    }

    @Test
    void value_of_the_wrong_type_fails_the_start() {
        application.withPropertyValues(PREFIX + "request-timeout=soon").run(context -> assertThat(context)
                .getFailure()
                .rootCause()
                .hasMessageContaining("'soon' is not a valid duration"));
    }

    @Test
    void shared_configuration_does_not_override_other_properties() {
        PactChannelsConfiguration shared = new PactChannelsConfiguration();
        shared.setApiToken("shared");
        shared.setListMode(ListMode.page);
        application
                .withBean("shared", PactChannelsConfiguration.class, () -> shared)
                .withPropertyValues(PREFIX + "configuration=#bean:shared", PREFIX + "api-token=own")
                .run(context -> {
                    PactChannelsConfiguration options = component(context).getConfiguration();
                    assertThat(options.getApiToken()).isEqualTo("own");
                    assertThat(options.getListMode()).isEqualTo(ListMode.page);
                });
    }

    @Test
    void component_bean_keeps_the_options_that_no_property_sets() {
        PactChannelsComponent bean = new PactChannelsComponent();
        bean.getConfiguration().setApiToken("bean");
        bean.getConfiguration().setMaxRetries(7);
        application
                .withBean("pact-channels", PactChannelsComponent.class, () -> bean)
                .withPropertyValues(PREFIX + "api-token=property")
                .run(context -> {
                    assertThat(component(context)).isSameAs(bean);
                    assertThat(bean.getConfiguration().getApiToken()).isEqualTo("property");
                    assertThat(bean.getConfiguration().getMaxRetries()).isEqualTo(7);
                });
    }

    @Test
    void component_with_another_name_keeps_its_token() {
        PactChannelsComponent agency = new PactChannelsComponent();
        agency.getConfiguration().setApiToken("agency");
        application
                .withBean("pact-agency", PactChannelsComponent.class, () -> agency)
                .withPropertyValues(PREFIX + "api-token=property")
                .run(context -> {
                    context.getBean(CamelContext.class).getComponent("pact-agency");
                    assertThat(agency.getConfiguration().getApiToken()).isEqualTo("agency");
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "camel.component.enabled",
                "camel.component.customizer.enabled",
                PREFIX + "enabled",
                PREFIX + "customizer.enabled"
            })
    void properties_can_be_switched_off(String property) {
        application
                .withPropertyValues(property + "=false", PREFIX + "api-token=secret")
                .run(context -> assertThat(component(context).getConfiguration().getApiToken())
                        .isNull());
    }

    /** The component uses the client of the component https. */
    @Test
    void properties_of_http_apply_to_the_client_of_the_component() {
        application
                .withConfiguration(
                        AutoConfigurations.of(HttpComponentConverter.class, HttpComponentAutoConfiguration.class))
                .withPropertyValues("camel.component.http.proxy-host=proxy.example.org")
                .run(context -> assertThat(context.getBean(CamelContext.class)
                                .getComponent("https", HttpComponent.class)
                                .getProxyHost())
                        .isEqualTo("proxy.example.org"));
    }

    private static PactChannelsComponent component(ApplicationContext context) {
        return context.getBean(CamelContext.class).getComponent("pact-channels", PactChannelsComponent.class);
    }

    private static Object option(PactChannelsComponent component, String name) {
        return ((PropertyConfigurerGetter) component.getComponentPropertyConfigurer())
                .getOptionValue(component, name, false);
    }
}
