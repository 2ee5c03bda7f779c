package graft.kernel;

import java.lang.reflect.Field;
import org.jspecify.annotations.Nullable;

/** Reads fields for which the kernels have no accessor. */
public final class Fields {

  private Fields() {}

  /**
   * Returns the value of a field that a class declares, null where it declares none or the object
   * is of another class.
   */
  public static @Nullable Object read(Class<?> owner, String name, Object from) {
    if (!owner.isInstance(from)) {
      return null;
    }
    try {
      Field field = owner.getDeclaredField(name);
      field.setAccessible(true);
      return field.get(from);
    } catch (ReflectiveOperationException absent) {
      return null;
    }
  }
}
