/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Route;
import org.apache.camel.api.management.ManagedCamelContext;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;

/** Collects all that a test can get to see: every logger at TRACE, and whatever it is told to look at. */
final class EverythingSaid implements BeforeEachCallback, AfterEachCallback {

    @SuppressWarnings("JdkObsolete") // Many threads log at once.
    private final StringBuffer said = new StringBuffer();

    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Level level = root.getLevel();
    private final AppenderBase<ILoggingEvent> listener = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            said.append(event.getLoggerName() + ' ' + event.getFormattedMessage() + '\n');
            if (event.getThrowableProxy() != null) {
                look(ThrowableProxyUtil.asString(event.getThrowableProxy()));
            }
        }
    };

    @Override
    public void beforeEach(ExtensionContext test) {
        listener.start();
        root.addAppender(listener);
        root.setLevel(Level.TRACE);
    }

    @Override
    public void afterEach(ExtensionContext test) {
        root.setLevel(level);
        root.detachAppender(listener);
    }

    void logAt(Level other) {
        root.setLevel(other);
    }

    String said() {
        return said.toString();
    }

    /** Its text, and for a failure its trace. */
    void look(Object anything) {
        StringWriter text = new StringWriter().append(String.valueOf(anything)).append('\n');
        if (anything instanceof Throwable throwable) {
            throwable.printStackTrace(new PrintWriter(text));
        }
        said.append(text);
    }

    /** Its component, endpoints, routes and services, and all of JMX. */
    void lookAt(CamelContext context) throws Exception {
        lookAtJmx(context);
        for (Endpoint endpoint : context.getEndpoints()) {
            look(endpoint);
            look(endpoint.getEndpointUri());
            look(endpoint.getEndpointKey());
        }
        for (Route route : context.getRoutes()) {
            look(route);
            look(route.getConsumer());
            route.getServices().forEach(this::look);
        }
        look(context.getComponent("pact-channels"));
    }

    /** All of Camel's JMX. */
    void lookAtJmx(CamelContext context) throws Exception {
        assertThat(context.getCamelContextExtension().getContextPlugin(ManagedCamelContext.class))
                .as("JMX is on")
                .isNotNull();
        MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
        int attributes = 0;
        for (ObjectName name : beans.queryNames(new ObjectName("org.apache.camel:*"), null)) {
            look(name);
            for (MBeanAttributeInfo attribute : beans.getMBeanInfo(name).getAttributes()) {
                if (attribute.isReadable()) {
                    attributes++;
                    try {
                        look(beans.getAttribute(name, attribute.getName()));
                    } catch (JMException | RuntimeException e) {
                        look(e);
                    }
                }
            }
        }
        assertThat(attributes).isPositive();
    }
}
