/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.event;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A QR code that connects a channel: {@code qr_code/new} of v1, or {@code auth/update} with {@code qr} of v2. It is valid for seconds;
 * a new event follows until it is scanned. The first phone that scans it is connected, so treat it like a password.
 *
 * @param data the picture in base64, with or without {@code data:image/png;base64,}, as received
 */
public record QrCode(EventDetails details, String data) implements ChannelEvent {

    private static final Pattern DATA_URI = Pattern.compile("^\\s*data:([^;,]*)[^,]*,", Pattern.CASE_INSENSITIVE);

    private static final String UNKNOWN = "application/octet-stream";

    @Override
    public EventType type() {
        return EventType.qrCode;
    }

    /** The picture; the text itself in UTF-8 if it is not base64. */
    public byte[] image() {
        return Base64Text.decode(DATA_URI.matcher(data).replaceFirst(""));
    }

    /** The type of the picture by its first bytes, otherwise as declared; {@code application/octet-stream} if it is unknown. */
    public String mediaType() {
        byte[] image = image();
        if (startsWith(image, 0x89, 'P', 'N', 'G')) {
            return "image/png";
        } else if (startsWith(image, 0xFF, 0xD8)) {
            return "image/jpeg";
        } else if (startsWith(image, 'G', 'I', 'F')) {
            return "image/gif";
        }
        Matcher declared = DATA_URI.matcher(data);
        return declared.find() && declared.group(1).contains("/")
                ? declared.group(1).strip().toLowerCase(Locale.ROOT)
                : UNKNOWN;
    }

    private static boolean startsWith(byte[] bytes, int... start) {
        if (bytes.length < start.length) {
            return false;
        }
        for (int i = 0; i < start.length; i++) {
            if ((bytes[i] & 0xFF) != start[i]) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return "QrCode[" + details + "]";
    }
}
