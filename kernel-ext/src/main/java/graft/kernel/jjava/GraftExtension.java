package graft.kernel.jjava;

import graft.kernel.HostedMagics;
import graft.magics.render.MimeBundle;
import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.jupyter.kernel.magic.CellMagic;
import org.dflib.jjava.jupyter.kernel.magic.LineMagic;
import org.dflib.jjava.jupyter.kernel.magic.MagicsRegistry;
import org.jspecify.annotations.Nullable;

/** Adds Graft's magics to a JJava kernel, which finds this class through its service file. */
public final class GraftExtension implements Extension {

  private @Nullable HostedMagics magics;

  /** Made by the kernel. */
  public GraftExtension() {}

  @Override
  public void install(BaseKernel kernel) {
    HostedMagics installed = new HostedMagics(new JJavaHost(kernel), System.getenv());
    installed.names().forEach(name -> register(kernel.getMagicsRegistry(), name, installed));
    installed.renderedTypes().forEach(type -> renderWith(kernel.getRenderer(), type, installed));
    magics = installed;
  }

  private static void register(MagicsRegistry registry, String name, HostedMagics magics) {
    LineMagic<Object, BaseKernel> line = (kernel, arguments) -> magics.line(name, arguments);
    LineMagic<Object, BaseKernel> help = (kernel, arguments) -> magics.help(name);
    CellMagic<Object, BaseKernel> cell =
        (kernel, arguments, body) -> magics.cell(name, arguments, body);
    registry.registerLineMagic(name, line);
    registry.registerLineMagic(HostedMagics.asking(name), help);
    registry.registerCellMagic(name, cell);
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

  @Override
  public void uninstall(BaseKernel kernel) {
    HostedMagics installed = magics;
    magics = null;
    if (installed != null) {
      installed.close();
    }
  }
}
