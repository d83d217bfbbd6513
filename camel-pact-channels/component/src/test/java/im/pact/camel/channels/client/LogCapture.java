/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** What is logged while it is open, by all loggers, at TRACE, and not printed. */
final class LogCapture extends AppenderBase<ILoggingEvent> implements AutoCloseable {

    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Level levelBefore = root.getLevel();
    private final List<ch.qos.logback.core.Appender<ILoggingEvent>> appendersBefore = new CopyOnWriteArrayList<>();
    private final List<String> lines = new CopyOnWriteArrayList<>();

    LogCapture() {
        root.iteratorForAppenders().forEachRemaining(appendersBefore::add);
        appendersBefore.forEach(root::detachAppender);
        start();
        root.addAppender(this);
        root.setLevel(Level.TRACE);
    }

    /** Each with its logger, its thread and its stack trace. */
    List<String> lines() {
        return lines;
    }

    @Override
    protected void append(ILoggingEvent event) {
        lines.add(event.getLoggerName() + " " + event.getThreadName() + " " + event.getFormattedMessage() + " "
                + event.getMDCPropertyMap() + " " + ThrowableProxyUtil.asString(event.getThrowableProxy()));
    }

    @Override
    public void close() {
        root.setLevel(levelBefore);
        root.detachAppender(this);
        appendersBefore.forEach(root::addAppender);
        stop();
    }
}
