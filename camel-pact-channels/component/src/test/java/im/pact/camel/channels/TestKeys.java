/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.apache.camel.support.jsse.KeyManagersParameters;
import org.apache.camel.support.jsse.KeyStoreParameters;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.support.jsse.TrustManagersParameters;

/**
 * A key and a certificate for it that its own key has signed, made new for each run by the JDK's {@code keytool}: what only
 * tests trust is in no file of the project.
 */
final class TestKeys {

    private static final String ALIAS = "test";

    /** Of all stores. */
    static final String PASSWORD = UUID.randomUUID().toString();

    private final Path keyStore;
    private final Path trustStore;

    private TestKeys(Path keyStore, Path trustStore) {
        this.keyStore = keyStore;
        this.trustStore = trustStore;
    }

    /**
     * Makes them.
     *
     * @param directory where the stores go
     * @param subject   whom the certificate names, as {@code keytool} writes it: {@code ip:127.0.0.1}
     */
    static TestKeys of(Path directory, String subject) throws Exception {
        String name = subject.replaceAll("[^a-z0-9]", "_");
        TestKeys keys = new TestKeys(directory.resolve(name + ".p12"), directory.resolve(name + "-trust.p12"));
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        ALIAS,
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=test",
                        "-ext",
                        "san=" + subject,
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        keys.keyStore.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).as("keytool ends").isTrue();
        assertThat(keytool.exitValue()).as(said).isZero();

        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry(ALIAS, load(keys.keyStore).getCertificate(ALIAS));
        try (OutputStream out = Files.newOutputStream(keys.trustStore)) {
            trusted.store(out, PASSWORD.toCharArray());
        }
        return keys;
    }

    Path keyStore() {
        return keyStore;
    }

    Path trustStore() {
        return trustStore;
    }

    /** Camel's settings of one who trusts these keys. */
    SSLContextParameters trusted() {
        TrustManagersParameters trust = new TrustManagersParameters();
        trust.setKeyStore(parameters(trustStore));
        SSLContextParameters tls = new SSLContextParameters();
        tls.setTrustManagers(trust);
        return tls;
    }

    /** Adds these keys to such settings, as those of one who shows who he is. */
    SSLContextParameters addTo(SSLContextParameters tls) {
        KeyManagersParameters own = new KeyManagersParameters();
        own.setKeyStore(parameters(keyStore));
        own.setKeyPassword(PASSWORD);
        tls.setKeyManagers(own);
        return tls;
    }

    /** For a server that shows these keys. It trusts those of the client, if there are any. */
    SSLContext server(TestKeys client) throws Exception {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(load(keyStore), PASSWORD.toCharArray());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        if (client != null) {
            trust.init(load(client.trustStore));
        }
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(keys.getKeyManagers(), client == null ? null : trust.getTrustManagers(), null);
        return tls;
    }

    private static KeyStoreParameters parameters(Path store) {
        KeyStoreParameters parameters = new KeyStoreParameters();
        parameters.setType("PKCS12");
        parameters.setResource(store.toUri().toString());
        parameters.setPassword(PASSWORD);
        return parameters;
    }

    private static KeyStore load(Path store) throws Exception {
        KeyStore loaded = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            loaded.load(in, PASSWORD.toCharArray());
        }
        return loaded;
    }
}
