package dev.latchkey.adapter.crypto;

import java.lang.management.ManagementFactory;
import java.time.Duration;

/** What something costs this thread, however busy the machine is. */
final class CpuTime {
  private CpuTime() {}

  static long millisOf(Runnable work) {
    var threads = ManagementFactory.getThreadMXBean();
    var before = threads.getCurrentThreadCpuTime();
    work.run();
    return Duration.ofNanos(threads.getCurrentThreadCpuTime() - before).toMillis();
  }
}
