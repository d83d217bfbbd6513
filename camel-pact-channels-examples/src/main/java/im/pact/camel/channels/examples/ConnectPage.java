/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.examples;

import im.pact.camel.channels.client.PactChannelsException;
import im.pact.camel.channels.event.ChannelEvent;
import im.pact.camel.channels.event.ChannelState;
import im.pact.camel.channels.event.QrCode;
import im.pact.camel.channels.model.Confirmation;
import im.pact.camel.channels.model.NextStep;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Body;
import org.apache.camel.ExchangeException;
import org.apache.camel.Header;

/** The steps that the page of {@link ConnectPageRoutes} shows. They are in memory: after a restart people start again. */
public final class ConnectPage {

    private final Map<Long, Map<String, String>> channels = new ConcurrentHashMap<>();

    /** The channel was created. Its first event may have arrived before. */
    public void created(
            @Header("CamelPactChannelsChannelId") long channelId,
            @Header("CamelPactChannelsProvider") String provider) {
        channels.putIfAbsent(channelId, step(provider.equals("telegram_personal") ? "code" : "wait"));
    }

    /** A new QR code replaces the previous one. */
    public void event(@Body ChannelEvent event) {
        if (event instanceof QrCode qrCode) {
            String image = Base64.getEncoder().encodeToString(qrCode.image());
            channels.put(
                    event.channelId(),
                    Map.of("step", "scan", "qrCode", "data:" + qrCode.mediaType() + ";base64," + image));
        } else if (event instanceof ChannelState state) {
            switch (state.state()) {
                case CONNECTED, SYNCHRONIZED, ONLINE -> channels.put(event.channelId(), step("connected"));
                case DISABLED, DELETED -> channels.put(event.channelId(), step("disconnected"));
                default -> {
                    // The page shows no other states.
                }
            }
        }
    }

    /** A code or a password was accepted. */
    public void confirmed(@Header("CamelPactChannelsChannelId") long channelId, @Body Confirmation confirmation) {
        channels.put(channelId, step(confirmation.nextStep() == NextStep.PASSWORD ? "password" : "connected"));
    }

    /** The values that the page shows: {@code step}, {@code channelId} and, if there is one, {@code qrCode}. */
    public Map<String, String> show(@Header("CamelPactChannelsChannelId") long channelId) {
        Map<String, String> shown = new HashMap<>(channels.getOrDefault(channelId, step("unknown")));
        shown.put("channelId", Long.toString(channelId));
        return shown;
    }

    /** The reason why a request failed, in the words of the service if it has responded. */
    public String reason(@ExchangeException Exception failure) {
        return failure instanceof PactChannelsException response && response.getServiceMessage() != null
                ? response.getServiceMessage()
                : failure.getMessage();
    }

    private static Map<String, String> step(String name) {
        return Map.of("step", name);
    }
}
