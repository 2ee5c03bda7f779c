package graft.magics.session;

import java.util.UUID;

/** Makes ids of displays that no other kernel or run uses. */
final class DisplayIds {

  private DisplayIds() {}

  static String next(String what) {
    return "graft-%s-%s".formatted(what, UUID.randomUUID());
  }
}
