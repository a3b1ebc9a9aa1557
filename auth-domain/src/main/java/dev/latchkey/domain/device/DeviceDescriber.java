package dev.latchkey.domain.device;

import dev.latchkey.domain.kernel.ClientContext;

/** Reads from what a client tells of itself which browser, system and type of device it is. */
public interface DeviceDescriber {

  /** Never fails and never makes anybody wait: what cannot be told (yet) stays unknown. */
  DeviceDescription describe(ClientContext client);
}
