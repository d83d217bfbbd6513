/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.sandbox;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * JUnit 5 extension: a sandbox in its initial state for each test. The server is started once for a test class and
 * reset before each test.
 *
 * <pre>{@code
 * @RegisterExtension
 * static final PactChannelsSandboxExtension PACT = new PactChannelsSandboxExtension();
 *
 * @Test
 * void lists_channels(PactChannelsSandbox sandbox) {
 *     sandbox.addChannels(PactChannelsSandbox.COMPANY_ID, 51);
 * }
 * }</pre>
 *
 * <p>{@code @ExtendWith} works too. With a field that is not static, the server is started for each test.
 */
public final class PactChannelsSandboxExtension
        implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback, ParameterResolver {

    private final PactChannelsSandbox.Builder builder;
    private PactChannelsSandbox sandbox;

    /** The test or class that started the server. Only that one stops it, nested classes do not. */
    private String owner;

    /** A sandbox with default settings. */
    public PactChannelsSandboxExtension() {
        this(PactChannelsSandbox.builder());
    }

    /** A sandbox with the settings of the builder. The extension starts it. */
    public PactChannelsSandboxExtension(PactChannelsSandbox.Builder builder) {
        this.builder = builder;
    }

    /**
     * The sandbox of the current test.
     *
     * @throws IllegalStateException if no test is running
     */
    public PactChannelsSandbox sandbox() {
        if (sandbox == null) {
            throw new IllegalStateException("The sandbox is available only while a test is running");
        }
        return sandbox;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        startFor(context);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        if (!startFor(context)) {
            sandbox.reset();
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        stopFor(context);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        stopFor(context);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == PactChannelsSandbox.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return sandbox();
    }

    private boolean startFor(ExtensionContext context) {
        if (sandbox != null) {
            return false;
        }
        sandbox = builder.start();
        owner = context.getUniqueId();
        return true;
    }

    private void stopFor(ExtensionContext context) {
        if (sandbox != null && context.getUniqueId().equals(owner)) {
            sandbox.close();
            sandbox = null;
        }
    }
}
