/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AppenderBase;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Route;
import org.apache.camel.api.management.ManagedCamelContext;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;

/**
 * Captures the output of all loggers at TRACE until it is closed, in place of the other appenders. A test can add other texts,
 * so that it can check all that a user can see in one assertion.
 */
public final class LogCapture extends AppenderBase<ILoggingEvent> implements AutoCloseable, AfterEachCallback {

    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Level levelBefore = root.getLevel();
    private final List<Appender<ILoggingEvent>> appendersBefore = new ArrayList<>();
    private final List<String> lines = new CopyOnWriteArrayList<>();

    public LogCapture() {
        root.iteratorForAppenders().forEachRemaining(appendersBefore::add);
        appendersBefore.forEach(root::detachAppender);
        start();
        root.addAppender(this);
        root.setLevel(Level.TRACE);
    }

    public void setLevel(Level level) {
        root.setLevel(level);
    }

    /** The log events, each with its logger, thread and stack trace, and the added texts. */
    public List<String> lines() {
        return lines;
    }

    /** All lines. */
    public String text() {
        return String.join("\n", lines);
    }

    /** Adds the text of an object, and the stack trace of an exception. */
    public void add(Object object) {
        StringWriter text = new StringWriter().append(String.valueOf(object));
        if (object instanceof Throwable throwable) {
            throwable.printStackTrace(new PrintWriter(text));
        }
        lines.add(text.toString());
    }

    /** Adds the texts of component, endpoints, routes and services of a context, and all of JMX. */
    public void addContext(CamelContext context) throws Exception {
        addJmx(context);
        for (Endpoint endpoint : context.getEndpoints()) {
            add(endpoint);
            add(endpoint.getEndpointUri());
            add(endpoint.getEndpointKey());
        }
        for (Route route : context.getRoutes()) {
            add(route);
            add(route.getConsumer());
            route.getServices().forEach(this::add);
        }
        add(context.getComponent("pact-channels"));
    }

    /** Adds the names and attributes of all of Camel's MBeans. */
    public void addJmx(CamelContext context) throws Exception {
        assertThat(context.getCamelContextExtension().getContextPlugin(ManagedCamelContext.class))
                .as("JMX is on")
                .isNotNull();
        MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
        int attributes = 0;
        for (ObjectName name : beans.queryNames(new ObjectName("org.apache.camel:*"), null)) {
            add(name);
            for (MBeanAttributeInfo attribute : beans.getMBeanInfo(name).getAttributes()) {
                if (attribute.isReadable()) {
                    attributes++;
                    try {
                        add(beans.getAttribute(name, attribute.getName()));
                    } catch (JMException | RuntimeException e) {
                        add(e);
                    }
                }
            }
        }
        assertThat(attributes).isPositive();
    }

    @Override
    protected void append(ILoggingEvent event) {
        lines.add(event.getLoggerName() + " " + event.getThreadName() + " " + event.getFormattedMessage() + " "
                + event.getMDCPropertyMap() + " " + ThrowableProxyUtil.asString(event.getThrowableProxy()));
    }

    @Override
    public void afterEach(ExtensionContext test) {
        close();
    }

    @Override
    public void close() {
        root.setLevel(levelBefore);
        root.detachAppender(this);
        appendersBefore.forEach(root::addAppender);
        stop();
    }
}
