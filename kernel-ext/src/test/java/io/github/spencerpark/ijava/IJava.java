package io.github.spencerpark.ijava;

import io.github.spencerpark.jupyter.kernel.BaseKernel;
import io.github.spencerpark.jupyter.kernel.LanguageInfo;
import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import io.github.spencerpark.jupyter.kernel.magic.registry.Magics;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;

/**
 * Stands where IJava's main class stands, which is in no repository: the real base kernel, the real
 * registry of magics, and a shell that runs in this JVM as IJava's does.
 */
public final class IJava {

  private static final Kernel KERNEL = new Kernel();

  /** Where an expression's value is left for {@link Kernel#evalRaw}. */
  public static Object value;

  private IJava() {}

  public static Kernel getKernelInstance() {
    return KERNEL;
  }

  public static final class Kernel extends BaseKernel {

    private final Magics magics = new Magics();
    private final JShell shell = JShell.builder().executionEngine("local").build();

    public Magics getMagics() {
      return magics;
    }

    public Object evalRaw(String source) {
      boolean expression = source.matches("\\w+");
      value = null;
      String snippet = expression ? IJava.class.getName() + ".value = " + source + ";" : source;
      for (SnippetEvent event : shell.eval(snippet)) {
        if (event.status() != Snippet.Status.VALID || event.exception() != null) {
          throw new IllegalArgumentException("cannot evaluate " + source, event.exception());
        }
      }
      return value;
    }

    @Override
    public DisplayData eval(String source) {
      return getRenderer().render(evalRaw(source));
    }

    @Override
    public LanguageInfo getLanguageInfo() {
      return new LanguageInfo.Builder("Java").build();
    }
  }
}
