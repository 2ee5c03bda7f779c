package graft.kernel;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Passes objects from an adapter to the snippets that it evaluates; no use to anybody else. */
public final class Handover {

  private static final Map<String, Object> OBJECTS = new ConcurrentHashMap<>();

  private Handover() {}

  static String put(Object value) {
    String key = UUID.randomUUID().toString();
    OBJECTS.put(key, value);
    return key;
  }

  /** Returns the object that was put under a key, once. */
  public static @Nullable Object take(String key) {
    return OBJECTS.remove(key);
  }
}
