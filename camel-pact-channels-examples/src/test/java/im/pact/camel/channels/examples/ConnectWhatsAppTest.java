/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.LuminanceSource;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.GlobalHistogramBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import im.pact.camel.channels.examples.ExampleFixture.Dsl;
import im.pact.camel.channels.sandbox.PactChannelsSandbox;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The example {@code connect-whatsapp} with a phone that scans what the terminal shows. */
@Timeout(60)
class ConnectWhatsAppTest {

    @TempDir
    Path directory;

    private final ByteArrayOutputStream terminal = new ByteArrayOutputStream();
    private final PrintStream systemOut = System.out;
    private ExampleFixture example;
    private PactChannelsSandbox sandbox;

    @BeforeEach
    void start() {
        System.setOut(new PrintStream(terminal, true, StandardCharsets.UTF_8));
        example = new ExampleFixture("connect-whatsapp", directory);
        sandbox = example.sandbox;
        example.properties.putAll(Examples.webhook());
    }

    @AfterEach
    void stop() {
        example.close();
        System.setOut(systemOut);
    }

    @ParameterizedTest
    @EnumSource(Dsl.class)
    void code_of_the_terminal_can_be_scanned(Dsl dsl) throws Exception {
        sandbox.webhooks().qrScannedAfter(Duration.ofMillis(500));

        assertThat(example.run(dsl)).isZero();

        assertThat(drawings()).extracting(this::scan).containsExactly("sandbox,1,1");
        assertThat(example.logged())
                .containsSubsequence(
                        "Scan this QR code in WhatsApp on the phone, under Linked devices, Link a device:",
                        "Channel 1 is connected")
                .anyMatch(line -> line.matches("Channel 1 was created, with the messages since \\d{4}-\\d\\d-\\d\\d"));
    }

    @ParameterizedTest
    @EnumSource(Dsl.class)
    void next_code_replaces_the_previous_one(Dsl dsl) throws Exception {
        sandbox.webhooks().qrInterval(Duration.ofMillis(200));
        AtomicInteger codes = new AtomicInteger();
        sandbox.webhooks().onAttempt(delivery -> {
            if (delivery.name().equals("qr_code/new") && codes.incrementAndGet() == 2) {
                sandbox.webhooks().scanQrCode(1);
            }
        });

        assertThat(example.run(dsl)).isZero();

        assertThat(drawings()).extracting(this::scan).containsExactly("sandbox,1,1", "sandbox,1,2");
        assertThat(example.logged())
                .containsSubsequence("The QR code has expired. Scan the new one:", "Channel 1 is connected");
        BufferedImage file = ImageIO.read(example.file("qr-code.png").toFile());
        int width = file.getWidth();
        int[] pixels = file.getRGB(0, 0, width, file.getHeight(), null, 0, width);
        assertThat(decode(new RGBLuminanceSource(width, file.getHeight(), pixels)))
                .isEqualTo("sandbox,1,2");
    }

    @ParameterizedTest
    @EnumSource(Dsl.class)
    void events_of_other_channels_are_ignored(Dsl dsl) throws Exception {
        long other = sandbox.addChannel("telegram");
        sandbox.webhooks().qrScannedAfter(Duration.ofMillis(500)).onAttempt(delivery -> {
            if (delivery.name().equals("qr_code/new")) {
                sandbox.webhooks()
                        .sendEvent(
                                sandbox.companyId(),
                                """
                        {"type": "system", "severity": "information",
                         "data": {"message": "authorized", "details": {"entity": "channel", "entity_id": %d}}}
                        """
                                        .formatted(other));
            }
        });

        assertThat(example.run(dsl)).isZero();

        assertThat(example.logged()).last().isEqualTo("Channel 2 is connected");
    }

    @ParameterizedTest
    @EnumSource(Dsl.class)
    void address_that_the_service_does_not_reach_creates_no_channel(Dsl dsl) throws Exception {
        example.properties.put("publicUrl", "http://127.0.0.1:1");

        assertThat(example.run(dsl)).isOne();

        assertThat(example.logged())
                .singleElement()
                .asString()
                .startsWith("Not connected. registerWebhook: ")
                .doesNotContain(example.properties.get("webhookSecret"));
        assertThat(sandbox.channelCount(sandbox.companyId())).isZero();
    }

    @ParameterizedTest
    @EnumSource(Dsl.class)
    void missing_event_is_reported(Dsl dsl) throws Exception {
        example.properties.put("eventTimeout", "1000");

        assertThat(example.run(dsl)).isOne();

        assertThat(example.logged())
                .last()
                .isEqualTo("Not connected. There was no event in time. Delete channel 1 before the next attempt");
    }

    @Test
    void other_picture_is_not_drawn() throws Exception {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(100, 100, BufferedImage.TYPE_INT_RGB), "png", png);

        assertThat(TerminalQrCode.draw(png.toByteArray()))
                .isEqualTo("(This picture cannot be drawn here. Open the file.)");
    }

    /** The QR codes of the terminal: blocks of lines that begin with the colors. */
    private List<List<String>> drawings() {
        return List.of(terminal.toString(StandardCharsets.UTF_8).split("(\n|\r\n?)(?!\u001b)")).stream()
                .map(text ->
                        text.lines().filter(line -> line.startsWith("\u001b")).toList())
                .filter(lines -> !lines.isEmpty())
                .toList();
    }

    /** Reads the screen, of which a character has one pixel in width and two in height. */
    private String scan(List<String> drawing) {
        List<String> lines = drawing.stream()
                .map(line -> {
                    assertThat(line).startsWith("\u001b[97;40m").endsWith("\u001b[0m");
                    return line.replaceAll("\u001b\\[[0-9;]*m", "");
                })
                .toList();
        int scale = 4;
        int width = lines.get(0).length() * scale;
        int height = lines.size() * 2 * scale;
        int[] pixels = new int[width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                char character = lines.get(y / scale / 2).charAt(x / scale);
                boolean upper = y / scale % 2 == 0;
                boolean white = character == '\u2588' || character == (upper ? '\u2580' : '\u2584');
                pixels[y * width + x] = white ? 0xFFFFFF : 0;
            }
        }
        return decode(new RGBLuminanceSource(width, height, pixels));
    }

    private static String decode(LuminanceSource picture) {
        try {
            return new QRCodeReader()
                    .decode(new BinaryBitmap(new GlobalHistogramBinarizer(picture)))
                    .getText();
        } catch (Exception e) {
            throw new AssertionError("This is not a QR code", e);
        }
    }
}
