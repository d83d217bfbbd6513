/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * What could leak in this process.
 *
 * @param threads live threads
 * @param files   open files and sockets, 0 where that is not known
 * @param heap    bytes in use after a collection
 */
record ProcessState(int threads, long files, long heap) {

    static ProcessState now() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        long files = ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
                ? system.getOpenFileDescriptorCount()
                : 0;
        return new ProcessState(
                ManagementFactory.getThreadMXBean().getThreadCount(),
                files,
                runtime.totalMemory() - runtime.freeMemory());
    }

    @Override
    public String toString() {
        return "%d threads, %d files, %d MiB".formatted(threads, files, heap >> 20);
    }
}
