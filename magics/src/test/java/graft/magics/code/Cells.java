package graft.magics.code;

import graft.magics.session.Session;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * Java cells, each compiled as a method of one class, with the imports that a notebook starts with.
 */
public final class Cells {

  private static final String NAME = "Cells";

  private final Path classes;

  private Cells(Path classes) {
    this.classes = classes;
  }

  /**
   * Compiles cells; fails with the messages of the compiler.
   *
   * @param classes an empty folder
   */
  public static Cells compiled(List<String> cells, Path classes) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
    List<String> options = List.of("-proc:none", "-d", classes.toString());
    try (StandardJavaFileManager files = compiler.getStandardFileManager(problems, null, null)) {
      List<JavaFileObject> source = List.of(new Text(source(cells)));
      if (!compiler.getTask(null, files, problems, options, null, source).call()) {
        throw new AssertionError(words(problems) + "\n" + source(cells));
      }
    }
    return new Cells(classes);
  }

  /** Runs a cell and returns what its last line shows, null where that is a statement. */
  public @Nullable Object run(int index) throws ReflectiveOperationException, IOException {
    try (URLClassLoader loader = new URLClassLoader(new URL[] {url()}, parent())) {
      return loader.loadClass(NAME).getMethod("cell" + index).invoke(null);
    }
  }

  private URL url() throws MalformedURLException {
    return classes.toUri().toURL();
  }

  private static ClassLoader parent() {
    return Cells.class.getClassLoader();
  }

  private static String source(List<String> cells) {
    String methods =
        IntStream.range(0, cells.size())
            .mapToObj(index -> method(index, cells.get(index)))
            .collect(Collectors.joining("\n"));
    String imports = String.join("\n", Session.startUpSnippets());
    return "%s\npublic class %s {\n%s\n}\n".formatted(imports, NAME, methods);
  }

  private static String method(int index, String cell) {
    int last = cell.lastIndexOf('\n') + 1;
    String body =
        cell.endsWith(";")
            ? cell + "\nreturn null;"
            : cell.substring(0, last) + "return " + cell.substring(last) + ";";
    return "public static Object cell%d() throws Exception {\n%s\n}".formatted(index, body);
  }

  private static String words(DiagnosticCollector<JavaFileObject> problems) {
    return problems.getDiagnostics().stream()
        .filter(problem -> problem.getKind() == Diagnostic.Kind.ERROR)
        .map(problem -> problem.getLineNumber() + ": " + problem.getMessage(Locale.ROOT))
        .collect(Collectors.joining("\n"));
  }

  private static final class Text extends SimpleJavaFileObject {
    private final String source;

    private Text(String source) {
      super(URI.create("string:///" + NAME + Kind.SOURCE.extension), Kind.SOURCE);
      this.source = source;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return source;
    }
  }
}
