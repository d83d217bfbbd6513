/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.sandbox;

import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;

/**
 * A QR code as a PNG picture.
 *
 * <p>It writes the few bytes of a PNG itself: the picture classes of Java need a module and native libraries that small
 * Java images do not contain.
 */
final class QrPicture {

    private static final int PIXELS_PER_MODULE = 8;

    /** The white border that a scanner requires, in modules. */
    private static final int QUIET_ZONE = 4;

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final int GREYSCALE = 0;

    private QrPicture() {}

    static byte[] png(String text) {
        try {
            ByteMatrix modules = Encoder.encode(text, ErrorCorrectionLevel.M).getMatrix();
            int pixels = (modules.getWidth() + 2 * QUIET_ZONE) * PIXELS_PER_MODULE;
            ByteArrayOutputStream png = new ByteArrayOutputStream();
            png.writeBytes(SIGNATURE);
            chunk(png, "IHDR", header(pixels));
            chunk(png, "IDAT", rows(modules, pixels));
            chunk(png, "IEND", new byte[0]);
            return png.toByteArray();
        } catch (WriterException e) {
            throw new IllegalArgumentException("The text does not fit into a QR code", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Width, height, one bit a pixel, no interlace. */
    private static byte[] header(int pixels) throws IOException {
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        DataOutputStream data = new DataOutputStream(header);
        data.writeInt(pixels);
        data.writeInt(pixels);
        data.write(new byte[] {1, GREYSCALE, 0, 0, 0});
        return header.toByteArray();
    }

    /** Each row: a zero for "no filter", then the pixels, of which 1 is white. A row is a whole number of bytes. */
    private static byte[] rows(ByteMatrix modules, int pixels) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(compressed)) {
            for (int y = 0; y < pixels; y++) {
                out.write(0);
                for (int x = 0; x < pixels; x += PIXELS_PER_MODULE) {
                    boolean black =
                            isBlack(modules, x / PIXELS_PER_MODULE - QUIET_ZONE, y / PIXELS_PER_MODULE - QUIET_ZONE);
                    out.write(black ? 0x00 : 0xff);
                }
            }
        }
        return compressed.toByteArray();
    }

    private static boolean isBlack(ByteMatrix modules, int x, int y) {
        return x >= 0 && y >= 0 && x < modules.getWidth() && y < modules.getHeight() && modules.get(x, y) == 1;
    }

    private static void chunk(ByteArrayOutputStream png, String type, byte[] content) throws IOException {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 checksum = new CRC32();
        checksum.update(name);
        checksum.update(content);
        DataOutputStream out = new DataOutputStream(png);
        out.writeInt(content.length);
        out.write(name);
        out.write(content);
        out.writeInt((int) checksum.getValue());
    }
}
