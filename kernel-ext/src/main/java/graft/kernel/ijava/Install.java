package graft.kernel.ijava;

import graft.kernel.HostedMagics;
import graft.magics.render.MimeBundle;
import io.github.spencerpark.jupyter.kernel.BaseKernel;
import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import io.github.spencerpark.jupyter.kernel.display.Renderer;
import io.github.spencerpark.jupyter.kernel.magic.registry.Magics;

/**
 * Adds Graft's magics to an IJava kernel, which has no hook for extensions: call {@code
 * graft.kernel.ijava.Install.install();} in a cell, or name that call in {@code
 * IJAVA_STARTUP_SCRIPT}, as the installed kernelspec does.
 */
public final class Install {

  private static final String KERNEL = "io.github.spencerpark.ijava.IJava";

  private static boolean done;

  private Install() {}

  /**
   * Registers the magics in the running kernel; does nothing the second time.
   *
   * @throws IllegalStateException if no IJava kernel runs in this JVM
   */
  public static synchronized void install() {
    if (done) {
      return;
    }
    BaseKernel kernel = kernel();
    HostedMagics magics = new HostedMagics(new IJavaHost(kernel), System.getenv());
    magics.names().forEach(name -> register(registry(kernel), name, magics));
    magics.renderedTypes().forEach(type -> renderWith(kernel.getRenderer(), type, magics));
    Runtime.getRuntime().addShutdownHook(new Thread(magics::close, "graft-close"));
    done = true;
  }

  /** Reaches the kernel by reflection: IJava's own jar is in no repository. */
  private static BaseKernel kernel() {
    try {
      Class<?> type = Class.forName(KERNEL, true, Install.class.getClassLoader());
      Object kernel = type.getMethod("getKernelInstance").invoke(null);
      if (kernel instanceof BaseKernel running) {
        return running;
      }
      throw new IllegalStateException("install needs a running IJava kernel, found none");
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("install needs a running IJava kernel, found none", e);
    }
  }

  private static Magics registry(BaseKernel kernel) {
    try {
      return (Magics) kernel.getClass().getMethod("getMagics").invoke(kernel);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("IJava kernel has no registry of magics", e);
    }
  }

  private static void register(Magics registry, String name, HostedMagics magics) {
    registry.registerLineMagic(name, arguments -> magics.line(name, arguments));
    registry.registerLineMagic(HostedMagics.asking(name), arguments -> magics.help(name));
    registry.registerCellMagic(name, (arguments, body) -> magics.cell(name, arguments, body));
  }

  private static <T> void renderWith(Renderer renderer, Class<T> type, HostedMagics magics) {
    renderer
        .createRegistration(type)
        .preferring(MimeBundle.HTML)
        .register((value, context) -> fill(context.getOutputContainer(), magics.render(value)));
  }

  static void fill(DisplayData output, MimeBundle bundle) {
    bundle.data().forEach(output::putData);
  }
}
