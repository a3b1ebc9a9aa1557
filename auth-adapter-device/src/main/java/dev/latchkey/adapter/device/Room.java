package dev.latchkey.adapter.device;

import java.util.concurrent.Callable;

/** How much heap there must be altogether before something large is put into it. */
enum Room {
  /** Of 125 MiB that stay, and as much again while they are loaded. */
  FOR_RULES(384L << 20);

  private final long leastHeap;

  Room(long leastHeap) {
    this.leastHeap = leastHeap;
  }

  /**
   * Makes it, if there is room.
   *
   * @throws IllegalStateException when there is not
   */
  <T> T check(Callable<T> maker) throws Exception {
    var heap = Runtime.getRuntime().maxMemory();
    if (heap < leastHeap) {
      throw new IllegalStateException(
          "a heap of %d MiB is needed, and there are %d".formatted(leastHeap >> 20, heap >> 20));
    }
    return maker.call();
  }
}
