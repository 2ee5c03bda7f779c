package graft.kernel;

import java.lang.StackWalker.Option;
import java.util.Arrays;
import java.util.Optional;

/** Asks the shell's snippet that called a magic what it does with the value. */
final class Snippet {

  private static final String PACKAGE = "REPL.";
  private static final String METHOD = "do_it$";

  private Snippet() {}

  /**
   * Returns whether the value of the running snippet goes to nobody but the kernel, which would
   * show it a second time: {@code %magic} does, {@code var x = %magic} does not. For an expression
   * whose value has no taker the shell makes a scratch variable {@code $1}, a static field of the
   * snippet's class.
   */
  static boolean isBareExpression() {
    return running().filter(Snippet::hasScratchObject).isPresent();
  }

  private static Optional<Class<?>> running() {
    return StackWalker.getInstance(Option.RETAIN_CLASS_REFERENCE)
        .walk(
            frames ->
                frames
                    .filter(frame -> frame.getMethodName().equals(METHOD))
                    .<Class<?>>map(StackWalker.StackFrame::getDeclaringClass)
                    .filter(type -> type.getName().startsWith(PACKAGE))
                    .findFirst());
  }

  private static boolean hasScratchObject(Class<?> snippet) {
    return Arrays.stream(snippet.getDeclaredFields())
        .anyMatch(field -> field.getName().startsWith("$") && field.getType() == Object.class);
  }
}
