/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import im.pact.camel.channels.client.NonLoggingConnection;
import java.net.URI;
import java.util.HashMap;
import javax.net.ssl.SSLContext;
import org.apache.camel.CamelContext;
import org.apache.camel.component.http.CompositeHttpConfigurer;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.component.http.HttpEndpoint;
import org.apache.camel.support.PropertyBindingSupport;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.cookie.CookieSpecFactory;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.client5.http.ssl.ClientTlsStrategyBuilder;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.core5.http.config.Lookup;
import org.apache.hc.core5.http.config.RegistryBuilder;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.ssl.SSLContexts;
import org.apache.hc.core5.util.TimeValue;

/**
 * Creates the endpoint of camel-http whose client sends the requests, so that the settings of Camel's {@code https} component (TLS,
 * proxy, pool, timeouts, user agent) apply. Four things are fixed: requests are not retried or redirected by the client, carry no
 * cookies, and are not logged.
 *
 * <p>The endpoint isn't added to the registry of the context: a route to the same address would share it.
 */
final class HttpClientSource {

    private static final Lookup<CookieSpecFactory> NO_COOKIES =
            RegistryBuilder.<CookieSpecFactory>create().build();

    private HttpClientSource() {}

    static HttpEndpoint httpEndpoint(CamelContext context, URI baseUri) throws Exception {
        HttpComponent http = context.getComponent(baseUri.getScheme(), HttpComponent.class);
        HttpEndpoint endpoint = (HttpEndpoint) http.createEndpoint(baseUri.toString());
        endpoint.setLogHttpActivity(false);
        endpoint.setHttpActivityListener(null);
        endpoint.setFollowRedirects(false);
        endpoint.setHttpClientConfigurer(CompositeHttpConfigurer.combineConfigurers(
                endpoint.getHttpClientConfigurer(), HttpClientSource::oneAttempt));
        if (http.getClientConnectionManager() == null) {
            endpoint.getClientConnectionManager().close();
            endpoint.setClientConnectionManager(nonLoggingPool(context, http, endpoint));
        }
        return endpoint;
    }

    private static void oneAttempt(HttpClientBuilder builder) {
        builder.disableAutomaticRetries();
        builder.disableRedirectHandling();
        builder.disableCookieManagement();
        // Otherwise HttpClient loads the public suffix list, which takes 20 ms at the start.
        builder.setDefaultCookieSpecRegistry(NO_COOKIES);
    }

    /**
     * The pool that camel-http would create, with connections that do not log. camel-http has no option for the connection factory,
     * and its code for the pool differs between versions of Camel, so its settings are read here.
     */
    private static HttpClientConnectionManager nonLoggingPool(
            CamelContext context, HttpComponent http, HttpEndpoint endpoint) throws Exception {
        SocketConfig.Builder sockets = SocketConfig.custom();
        PropertyBindingSupport.bindProperties(context, sockets, new HashMap<>(endpoint.getHttpConnectionOptions()));
        var pool = PoolingHttpClientConnectionManagerBuilder.create()
                .setConnectionFactory(NonLoggingConnection.FACTORY)
                .setTlsSocketStrategy(ClientTlsStrategyBuilder.create()
                        .setSslContext(sslContext(context, http))
                        .setHostnameVerifier(http.getX509HostnameVerifier())
                        .setHostVerificationPolicy(HostnameVerificationPolicy.CLIENT)
                        .buildClassic())
                .setDefaultSocketConfig(sockets.build())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setTimeToLive(TimeValue.ofMilliseconds(http.getConnectionTimeToLive()))
                        .build());
        if (http.getMaxTotalConnections() > 0) {
            pool.setMaxConnTotal(http.getMaxTotalConnections());
        }
        if (http.getConnectionsPerRoute() > 0) {
            pool.setMaxConnPerRoute(http.getConnectionsPerRoute());
        }
        return pool.build();
    }

    private static SSLContext sslContext(CamelContext context, HttpComponent http) throws Exception {
        SSLContextParameters parameters = http.getSslContextParameters();
        if (parameters == null && http.isUseGlobalSslContextParameters()) {
            parameters = context.getSSLContextParameters();
        }
        if (parameters != null) {
            return parameters.createSSLContext(context);
        }
        return http.isUseSystemProperties() ? SSLContexts.createSystemDefault() : SSLContexts.createDefault();
    }
}
