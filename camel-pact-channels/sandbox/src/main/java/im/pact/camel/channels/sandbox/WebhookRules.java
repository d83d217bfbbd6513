/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.sandbox;

import java.time.Duration;
import java.util.function.Consumer;

/** The settings of {@link SandboxWebhooks}, as the classes that send events read them. */
final class WebhookRules {

    volatile Duration repeatDelay = Duration.ofSeconds(60);
    volatile Duration timeout = Duration.ofSeconds(10);
    volatile boolean storeUrlWhenProbeFails;
    volatile int duplicateEvery;
    volatile int shuffle = 1;
    volatile boolean v2Twins;
    volatile boolean qrDataPrefix = true;
    volatile Duration qrInterval = Duration.ofSeconds(20);
    volatile boolean qrBeforeResponse;

    /** Null: QR codes are not scanned by themselves. */
    volatile Duration qrScannedAfter;

    /** Null: jobs are not finished by themselves. */
    volatile Duration jobsFinishedAfter;

    volatile boolean unknownTypes;
    volatile boolean extraFields;
    volatile boolean timestamps = true;
    volatile boolean reasonAtTopLevel;
    volatile boolean integerPublicIds;
    volatile Consumer<WebhookDelivery> listener = delivery -> {};
}
