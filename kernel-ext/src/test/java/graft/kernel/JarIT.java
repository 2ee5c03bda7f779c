package graft.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

/** What the one jar holds, and what it must not. */
class JarIT {

  @Test
  void ownNamesForWhatNotebooksMeet() throws IOException {
    assertThat(
            missing(
                "ai/djl/Model.class",
                "ai/djl/pytorch/jni/PyTorchLibrary.class",
                "ai/djl/huggingface/tokenizers/HuggingFaceTokenizer.class",
                "com/sun/jna/Native.class",
                "org/slf4j/Logger.class",
                "tech/tablesaw/api/Table.class",
                "tech/tablesaw/plotly/components/Figure.class",
                "it/unimi/dsi/fastutil/ints/IntArrayList.class",
                "org/roaringbitmap/RoaringBitmap.class",
                "com/google/common/collect/ListMultimap.class",
                "com/univocity/parsers/common/AbstractParser.class"))
        .isEmpty();
  }

  @Test
  void relocatedWhatKernelsShadow() throws IOException {
    assertThat(
            missing(
                "graft/shaded/gson/Gson.class", "graft/shaded/jackson/databind/ObjectMapper.class"))
        .isEmpty();
    assertThat(
            matching(
                "(com/google/gson|com/fasterxml/jackson|org/apache/commons/compress"
                    + "|io/github/classgraph|io/pebbletemplates)/.*"))
        .isEmpty();
  }

  /** Tools of the tests stay outside. */
  @Test
  void oneScriptBesidesOurOwn() throws IOException {
    assertThat(matching(".*\\.js(\\.gz)?|.*node_modules.*"))
        .containsExactlyInAnyOrder(
            "graft/magics/render/page.js", "graft/magics/render/plotly-cartesian.min.js.gz");
  }

  @Test
  void noNativeFileButJnas() throws IOException {
    assertThat(matching("(?!com/sun/jna/).*\\.(so|dll|dylib|jnilib)")).isEmpty();
  }

  @Test
  void noSignatureAndNoModule() throws IOException {
    assertThat(matching("META-INF/.*\\.(SF|DSA|RSA)|(.*/)?module-info.class")).isEmpty();
  }

  @Test
  void servicesAreMerged() throws IOException {
    assertThat(service("ai.djl.engine.EngineProvider"))
        .contains("ai.djl.pytorch.engine.PtEngineProvider", "ai.djl.engine.rust.RsEngineProvider");
    assertThat(service("javax.imageio.spi.ImageReaderSpi"))
        .containsExactly("com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi");
    assertThat(service("org.dflib.jjava.jupyter.Extension"))
        .containsExactly("graft.kernel.jjava.GraftExtension");
    assertThat(service("org.slf4j.spi.SLF4JServiceProvider"))
        .containsExactly("org.slf4j.nop.NOPServiceProvider");
  }

  @Test
  void nativesLieBesideAsTheManifestSays() throws IOException {
    try (JarFile jar = new JarFile(Venv.JAR.toFile())) {
      Attributes manifest = jar.getManifest().getMainAttributes();

      assertThat(manifest.getValue("Main-Class")).isEqualTo("graft.kernel.install.Main");
      assertThat(manifest.getValue("Class-Path").split(" "))
          .isNotEmpty()
          .extracting(Venv.JAR::resolveSibling)
          .allMatch(Files::isRegularFile);
    }
  }

  @Test
  void licencesAreKept() throws IOException {
    assertThat(
            missing(
                "META-INF/LICENSE",
                "META-INF/LICENSE.txt",
                "META-INF/NOTICE",
                "META-INF/THIRD-PARTY.md",
                "LICENSE",
                "graft/magics/render/plotly-cartesian.LICENSE"))
        .isEmpty();
  }

  private static List<String> missing(String... names) throws IOException {
    Set<String> present = Set.copyOf(matching(".*"));
    return Stream.of(names).filter(name -> !present.contains(name)).toList();
  }

  private static List<String> matching(String pattern) throws IOException {
    try (JarFile jar = new JarFile(Venv.JAR.toFile())) {
      return jar.stream()
          .map(ZipEntry::getName)
          .filter(name -> name.matches(pattern))
          .distinct()
          .toList();
    }
  }

  private static List<String> service(String type) throws IOException {
    try (JarFile jar = new JarFile(Venv.JAR.toFile())) {
      ZipEntry entry = jar.getEntry("META-INF/services/" + type);
      byte[] bytes = jar.getInputStream(entry).readAllBytes();
      return new String(bytes, StandardCharsets.UTF_8).lines().toList();
    }
  }
}
