/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.sandbox;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import javax.imageio.ImageIO;

/** Reads QR codes from pictures, as a phone does. */
final class QrReader {

    private QrReader() {}

    /** The text of a QR code in the data of an event. */
    static String read(String data) throws IOException, ReaderException {
        return read(Base64.getDecoder().decode(data.substring(data.indexOf(',') + 1)));
    }

    static String read(byte[] picture) throws IOException, ReaderException {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(picture));
        int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        RGBLuminanceSource source = new RGBLuminanceSource(image.getWidth(), image.getHeight(), pixels);
        return new QRCodeReader()
                .decode(new BinaryBitmap(new HybridBinarizer(source)))
                .getText();
    }
}
