/* SPDX-License-Identifier: Apache-2.0 */
/**
 * A stateful local Channels API for tests and for a first run without an account, built on WireMock.
 *
 * <p>{@link im.pact.camel.channels.sandbox.PactChannelsSandbox} is the entry point. A request takes this way: WireMock
 * ({@code StrictHttpServer}, {@code RequestLog}, {@code SandboxTransformer}), {@code Router}, one class for each
 * operation, {@code SandboxState}.
 *
 * <p>WireMock is used for features that are hard to implement: a server that can break connections, send garbage, delay
 * responses and match stubs. Five small adapters switch off or replace those features of WireMock that a stateful
 * server must not have: stub files ({@code NoStubFiles}), its error pages ({@code StrictHttpServer}), its
 * journal ({@code RequestLog}), catch-all stubs ({@code SandboxTransformer}) and its type of requests
 * ({@code WireMockRequests}). Each names its reason.
 *
 * <p>The sandbox shares no code with the component, so that a misreading of the API document in one of them is noticed
 * by the other.
 */
package im.pact.camel.channels.sandbox;
