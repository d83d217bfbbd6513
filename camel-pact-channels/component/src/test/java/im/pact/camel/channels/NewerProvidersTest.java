/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import static org.assertj.core.api.Assertions.assertThat;

import im.pact.camel.channels.model.RequestedCode;
import im.pact.camel.channels.sandbox.ChannelState;
import im.pact.camel.channels.sandbox.PactChannelsSandbox;
import im.pact.camel.channels.sandbox.PactChannelsSandboxExtension;
import im.pact.camel.channels.sandbox.SandboxChannel;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Providers and parameters of newer versions of the API document, against the sandbox. */
class NewerProvidersTest {

    @RegisterExtension
    static final PactChannelsSandboxExtension EXTENSION = new PactChannelsSandboxExtension();

    private final PactChannelsSandbox sandbox = EXTENSION.sandbox();
    private final CamelContext context = new DefaultCamelContext();

    @BeforeEach
    void start() {
        TestContexts.connect(context, sandbox).getConfiguration().setCompanyId(PactChannelsSandbox.COMPANY_ID);
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void max_is_connected_by_qr_code() {
        long channel = created("provider=max");
        assertThat(channel(channel).state()).isEqualTo(ChannelState.WAITING);

        sandbox.scanQrCode(channel);

        assertThat(channel(channel).state()).isEqualTo(ChannelState.ENABLED);
    }

    @Test
    void whatsapp_is_connected_by_a_code_that_its_user_enters() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:connect")
                        .to("pact-channels:create?provider=whatsapp&phone=%2B7 925 000-00-01")
                        .to("pact-channels:requestCode");
            }
        });

        Exchange exchange = context.createProducerTemplate().request("direct:connect", it -> {});

        long channel = exchange.getMessage().getHeader(PactChannelsConstants.CHANNEL_ID, Long.class);
        RequestedCode requested = exchange.getMessage().getBody(RequestedCode.class);
        assertThat(requested.code()).isEqualTo(sandbox.code(channel)).matches("[A-Z0-9]{4}-[A-Z0-9]{4}");
        assertThat(requested.expiresIn()).isEqualTo(160);
        sandbox.enterWhatsAppCode(channel);
        assertThat(channel(channel).state()).isEqualTo(ChannelState.ENABLED);
    }

    /** It is the phone of a recipient, and the phone of an account would select another way to connect. */
    @Test
    void phone_in_a_header_does_not_connect_whatsapp_by_code() {
        Exchange exchange = context.createProducerTemplate()
                .request("pact-channels:create?provider=whatsapp", it -> it.getMessage()
                        .setHeader(PactChannelsConstants.PHONE, "79250000001"));

        assertThat(channel(exchange.getMessage().getHeader(PactChannelsConstants.CHANNEL_ID, Long.class))
                        .parameters())
                .doesNotContainKey("phone");
    }

    @Test
    void whatsapp_business_is_created_by_the_older_and_by_the_newer_tables() {
        for (String parameters : new String[] {
            "username=79250000001&accountName=Shop&token=T",
            "hostingType=cloud&token=T",
            "hostingType=onpremise&dialog360ChannelId=CH&dialog360ClientId=CL&accountName=Shop"
        }) {
            long channel = created("provider=whatsapp_business&" + parameters);

            assertThat(channel(channel).state()).as(parameters).isEqualTo(ChannelState.ENABLED);
            context.createProducerTemplate().requestBody("pact-channels:delete?channelId=" + channel, (Object) null);
        }
    }

    @Test
    void page_of_instagram_is_enabled_by_its_id_in_the_result_of_create() throws Exception {
        sandbox.rules().instagramPages(301, 302);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:connect")
                        .to("pact-channels:create")
                        .setHeader(PactChannelsConstants.PAGE_ID, simple("${body.response[create_pages][page][1][id]}"))
                        .to("pact-channels:enablePage?syncPeriod=week");
            }
        });

        Exchange exchange = context.createProducerTemplate().request("direct:connect", it -> it.getMessage()
                .setBody(Map.of(
                        "provider", "instagram_business",
                        "token", "T",
                        "phone", "+79131112233",
                        "data", Map.of("id", "1"))));

        assertThat(exchange.getException()).isNull();
        SandboxChannel channel = channel(exchange.getMessage().getHeader(PactChannelsConstants.CHANNEL_ID, Long.class));
        assertThat(channel.state()).isEqualTo(ChannelState.ENABLED);
        assertThat(channel.parameters()).containsEntry("page_id", "302").containsEntry("sync_period", "week");
    }

    @Test
    void page_that_the_account_does_not_have_is_rejected_by_the_service() {
        sandbox.rules().instagramPages(301);
        sandbox.addChannel(PactChannelsSandbox.COMPANY_ID, 399, "instagram_business");

        Exchange exchange = context.createProducerTemplate()
                .request("pact-channels:enablePage?channelId=399", it -> it.getMessage()
                        .setHeader(PactChannelsConstants.PAGE_ID, 999));

        assertThat(exchange.getException()).hasMessageContaining("Parameter 'page_id' must be one of [301]");
    }

    private long created(String options) {
        return context.createProducerTemplate()
                .request("pact-channels:create?" + options, it -> {})
                .getMessage()
                .getHeader(PactChannelsConstants.CHANNEL_ID, Long.class);
    }

    private SandboxChannel channel(long id) {
        return sandbox.channel(id).orElseThrow();
    }
}
