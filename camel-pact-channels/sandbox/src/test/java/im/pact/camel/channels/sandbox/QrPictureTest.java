/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** QR codes as pictures. */
class QrPictureTest {

    static IntStream lengths() {
        return IntStream.of(1, 20, 100, 237, 700);
    }

    @ParameterizedTest
    @MethodSource("lengths")
    void text_of_any_length_is_read_back(int length) throws Exception {
        String text = "sandbox,22,1;".repeat(60).substring(0, length);

        assertThat(QrReader.read(QrPicture.png(text))).isEqualTo(text);
    }

    @Test
    void picture_is_a_png_with_a_white_border_of_four_modules() throws Exception {
        byte[] png = QrPicture.png("sandbox,22,1");

        assertThat(png).startsWith(0x89, 'P', 'N', 'G', 0x0d, 0x0a, 0x1a, 0x0a);
        var image = ImageIO.read(new ByteArrayInputStream(png));
        // A code of version 1 has 21 modules.
        assertThat(image.getWidth()).isEqualTo((21 + 2 * 4) * 8);
        assertThat(image.getHeight()).isEqualTo(image.getWidth());
        assertThat(image.getRGB(31, 31)).isEqualTo(0xffffffff);
        assertThat(image.getRGB(32, 32)).isEqualTo(0xff000000);
    }

    @Test
    void text_that_is_too_long_is_rejected() {
        assertThatIllegalArgumentException().isThrownBy(() -> QrPicture.png("x".repeat(5000)));
    }
}
