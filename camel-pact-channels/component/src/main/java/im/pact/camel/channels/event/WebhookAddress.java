/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.event;

import im.pact.camel.channels.request.WebAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.regex.Pattern;

/**
 * The address of a webhook. Its last segment is a secret: the service signs no events, so an address that cannot be guessed is the
 * only proof that an event comes from the service.
 *
 * @param path      the path on this server, without the secret
 * @param secret    the last segment
 * @param publicUrl the part of the address before the path, as the service reaches it; {@code null} if it is not to be registered
 */
public record WebhookAddress(String path, String secret, URI publicUrl) {

    private static final int MIN_SECRET_LENGTH = 16;

    /** Characters that need no encoding, so each server sees the same segment. */
    private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9._~-]+");

    private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9._~-]+)+");

    /**
     * Validates an address.
     *
     * @param path          with or without a slash at its start and end
     * @param publicUrl     an absolute address, or {@code null}
     * @param allowInsecure whether {@code http:} is allowed for hosts other than localhost
     * @throws IllegalArgumentException if a part is not allowed. The message does not quote the secret
     */
    public static WebhookAddress of(String path, String secret, String publicUrl, boolean allowInsecure) {
        String normalized = "/" + path.strip().replaceAll("^/+|/+$", "");
        if (!PATH.matcher(normalized).matches()) {
            throw new IllegalArgumentException("events: path must be segments of letters, digits, ., _, ~ and -");
        } else if (secret == null || secret.length() < MIN_SECRET_LENGTH) {
            throw new IllegalArgumentException("events: webhookSecret must have at least " + MIN_SECRET_LENGTH
                    + " characters. It is the last segment of the webhook address, and the only proof that an event comes"
                    + " from the service. For example: openssl rand -hex 24");
        } else if (!SECRET.matcher(secret).matches()) {
            throw new IllegalArgumentException("events: webhookSecret must consist of letters, digits, ., _, ~ and -");
        }
        return new WebhookAddress(normalized, secret, publicUrl == null ? null : base(publicUrl, allowInsecure));
    }

    private static URI base(String publicUrl, boolean allowInsecure) {
        URI uri;
        try {
            uri = URI.create(publicUrl.strip().replaceAll("/+$", ""));
        } catch (IllegalArgumentException e) {
            throw rejected(publicUrl);
        }
        boolean isHttp = "http".equals(uri.getScheme())
                && uri.getHost() != null
                && (allowInsecure || WebAddress.isLoopback(uri.getHost()));
        if (uri.getHost() == null
                || uri.getRawUserInfo() != null
                || uri.getRawQuery() != null
                || uri.getRawFragment() != null
                || !("https".equals(uri.getScheme()) || isHttp)) {
            throw rejected(publicUrl);
        }
        return uri;
    }

    private static IllegalArgumentException rejected(String publicUrl) {
        return new IllegalArgumentException("events: publicUrl must be an https:// address without query (was "
                + publicUrl.replaceAll("\\p{Cntrl}|//[^/@]*@", "") + ")");
    }

    /** Whether a segment is the secret, in a time that does not depend on how much of it is right. */
    public boolean isSecret(String segment) {
        return MessageDigest.isEqual(secret.getBytes(StandardCharsets.UTF_8), segment.getBytes(StandardCharsets.UTF_8));
    }

    /** The whole address as the service calls it. It has the secret. */
    public String url() {
        return publicUrl + path + "/" + secret;
    }

    /** The address without the secret, for messages. */
    @Override
    public String toString() {
        return (publicUrl == null ? "" : publicUrl) + path + "/(secret)";
    }
}
