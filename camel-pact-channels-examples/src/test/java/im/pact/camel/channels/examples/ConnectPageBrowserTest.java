/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import im.pact.camel.channels.examples.ExampleFixture.Dsl;
import im.pact.camel.channels.sandbox.PactChannelsSandbox;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The page of the example {@code connect-page} in a browser, used with the keyboard only. */
@Timeout(120)
class ConnectPageBrowserTest {

    private static final String PHONE = "79991234567";
    private static final String FOCUS = "document.activeElement.id";
    private static final String STATE = "document.getElementById('state').textContent";

    @TempDir
    Path directory;

    private ExampleFixture example;
    private PactChannelsSandbox sandbox;
    private Chromium browser;
    private CompletableFuture<Integer> status;

    @BeforeEach
    void open() throws Exception {
        assumeTrue(Chromium.program().isPresent(), "Chromium is not installed. The page is tested over HTTP only");
        example = new ExampleFixture("connect-page", directory);
        sandbox = example.sandbox;
        sandbox.rules().telegramPassword(PHONE, "an orange horse");
        example.properties.putAll(Examples.webhook());
        example.properties.put("pageKey", "a-key-that-cannot-be-guessed");
        status = CompletableFuture.supplyAsync(() -> {
            try {
                return example.run(Dsl.JAVA);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        browser = new Chromium(directory.resolve("browser"));
        await().atMost(Chromium.PATIENCE).until(() -> sandbox.webhooks().url(sandbox.companyId()) != null);
        browser.open(example.properties.get("publicUrl") + "/connect#a-key-that-cannot-be-guessed");
    }

    @AfterEach
    void close() throws Exception {
        if (browser != null) {
            browser.close();
            example.close();
        }
    }

    @Test
    void whatsapp_is_connected_by_the_newest_code_of_the_page() throws Exception {
        assertThat(browser.evaluate(
                        "[...document.querySelectorAll('input')].every(input => input.labels.length === 1)"))
                .isEqualTo("true");
        screenshot("choose");
        browser.press("Tab");
        browser.press("Tab");
        browser.press("Enter");

        await().atMost(Chromium.PATIENCE).until(() -> "sandbox,1,1".equals(scan()));
        screenshot("scan");
        sandbox.webhooks().newQrCode(1);
        await().atMost(Chromium.PATIENCE).until(() -> "sandbox,1,2".equals(scan()));
        sandbox.webhooks().scanQrCode(1);

        browser.awaitValue(STATE, "The channel is connected.");
        assertThat(browser.evaluate(FOCUS)).isEqualTo("state");
        assertThat(scan()).isNull();
        screenshot("connected");
        assertThat(status.get(10, TimeUnit.SECONDS)).isZero();
    }

    @Test
    void telegram_is_connected_with_phone_code_and_password() throws Exception {
        browser.press("Tab");
        browser.press("ArrowDown");
        browser.press("Tab");
        assertThat(browser.evaluate(FOCUS)).isEqualTo("phone");
        browser.type("+7 999 123-45-67");
        screenshot("phone");
        browser.press("Enter");

        browser.awaitValue(FOCUS, "secret");
        browser.type("000");
        browser.press("Enter");
        browser.awaitValue("document.getElementById('error').textContent", "The code is wrong");
        screenshot("wrong-code");
        browser.evaluate("document.getElementById('secret').select()");
        browser.type(sandbox.code(1));
        browser.press("Enter");
        browser.awaitValue("document.getElementById('secret').type", "password");
        assertThat(browser.evaluate(FOCUS)).isEqualTo("secret");
        browser.type("an orange horse");
        browser.press("Enter");

        browser.awaitValue(STATE, "The channel is connected.");
        assertThat(status.get(10, TimeUnit.SECONDS)).isZero();
    }

    /** The text of the QR code that a phone would see on the screen, or {@code null}. */
    private String scan() throws Exception {
        BufferedImage screen = ImageIO.read(new ByteArrayInputStream(browser.screenshot()));
        int width = screen.getWidth();
        int height = screen.getHeight();
        int[] pixels = screen.getRGB(0, 0, width, height, null, 0, width);
        try {
            return new QRCodeReader()
                    .decode(new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(width, height, pixels))))
                    .getText();
        } catch (ReaderException e) {
            return null;
        }
    }

    /** For people: the pictures are in {@code target}. */
    private void screenshot(String name) throws Exception {
        Files.write(Path.of("target", "connect-page-" + name + ".png"), browser.screenshot());
    }
}
