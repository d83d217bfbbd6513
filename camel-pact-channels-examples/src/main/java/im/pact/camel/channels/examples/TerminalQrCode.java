/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.examples;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.EncodeHintType;
import com.google.zxing.LuminanceSource;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;
import javax.imageio.ImageIO;

/** Draws a QR code in a terminal. */
public final class TerminalQrCode {

    /** A scanner needs dark modules on a light background, whatever the colors of the terminal are. */
    private static final String WHITE_ON_BLACK = "\u001b[97;40m";

    private static final String NORMAL_COLORS = "\u001b[0m";

    /** The white border that a scanner requires, in modules. */
    private static final int QUIET_ZONE = 4;

    private TerminalQrCode() {}

    /**
     * Reads a QR code, and draws it again as small as possible: a character is one module wide and two modules high.
     *
     * @param picture a picture of a QR code: PNG, JPEG or GIF
     */
    public static String draw(byte[] picture) throws IOException, WriterException {
        String text;
        try {
            text = new QRCodeReader()
                    .decode(
                            new BinaryBitmap(new HybridBinarizer(pixels(picture))),
                            Map.of(DecodeHintType.TRY_HARDER, true))
                    .getText();
        } catch (ReaderException e) {
            return "(This picture cannot be drawn here. Open the file.)";
        }
        BitMatrix modules = new QRCodeWriter()
                .encode(
                        text,
                        BarcodeFormat.QR_CODE,
                        0,
                        0,
                        Map.of(
                                EncodeHintType.ERROR_CORRECTION,
                                ErrorCorrectionLevel.L,
                                EncodeHintType.MARGIN,
                                QUIET_ZONE));
        StringBuilder drawing = new StringBuilder();
        for (int y = 0; y < modules.getHeight(); y += 2) {
            drawing.append(WHITE_ON_BLACK);
            for (int x = 0; x < modules.getWidth(); x++) {
                boolean upper = isLight(modules, x, y);
                boolean lower = isLight(modules, x, y + 1);
                drawing.append(upper ? (lower ? '\u2588' : '\u2580') : (lower ? '\u2584' : ' '));
            }
            drawing.append(NORMAL_COLORS).append('\n');
        }
        return drawing.toString();
    }

    private static LuminanceSource pixels(byte[] picture) throws IOException {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(picture));
        if (image == null) {
            throw new IOException("The QR code is in an unknown format");
        }
        int width = image.getWidth();
        int height = image.getHeight();
        BufferedImage opaque = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        opaque.createGraphics().drawImage(image, 0, 0, Color.WHITE, null);
        return new RGBLuminanceSource(width, height, opaque.getRGB(0, 0, width, height, null, 0, width));
    }

    private static boolean isLight(BitMatrix modules, int x, int y) {
        return y < modules.getHeight() && !modules.get(x, y);
    }
}
