package graft.kernel.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstallerTest {

  @TempDir private Path folder;

  private Distribution built;
  private Places places;

  @BeforeEach
  void build() throws IOException {
    Files.createDirectories(folder.resolve("build/lib"));
    built = new Distribution(folder.resolve("build/graft.jar"));
    Files.writeString(built.jar(), "jar");
    for (Path file : built.natives()) {
      Files.writeString(file, "native");
    }
    places = Places.below(folder.resolve("a prefix"));
  }

  @Test
  void copiesAndWritesTheKernelspec() throws IOException {
    Path kernel = kernelJar("jjava.jar", "org/dflib/jjava/distro/JJava.class");

    JsonNode spec = install("--kernel-jar", kernel.toString());

    Path jar = folder.resolve("a prefix/share/graft/graft.jar");
    assertThat(jar).hasContent("jar");
    assertThat(jar.resolveSibling("lib")).isDirectoryContaining("glob:**/pytorch-native.jar");
    assertThat(spec.path("display_name").asText()).isEqualTo("Java (Graft)");
    assertThat(spec.path("interrupt_mode").asText()).isEqualTo("message");
    assertThat(words(spec))
        .containsSubsequence(
            "-cp", jar + File.pathSeparator + kernel, "org.dflib.jjava.distro.JJava")
        .endsWith("{connection_file}");
    assertThat(spec.path("env").path("OPT_OUT_TRACKING").asText()).isEqualTo("true");
    assertThat(spec.path("env").has("IJAVA_STARTUP_SCRIPT")).isFalse();
  }

  @Test
  void findsJJavaBelowThePrefix() throws IOException {
    Path jupyter = places.jupyter().resolve("kernels/java");
    Files.createDirectories(jupyter);
    Path kernel = kernelJar("jjava.jar", "org/dflib/jjava/distro/JJava.class");
    Files.copy(kernel, jupyter.resolve("jjava.jar"));

    JsonNode spec = install();

    assertThat(String.join(" ", words(spec))).contains(jupyter.resolve("jjava.jar").toString());
  }

  @Test
  void ijavaRunsTheStartUpScript() throws IOException {
    Path classes = folder.resolve("ijava");
    Files.createDirectories(classes.resolve("io/github/spencerpark/ijava"));
    Files.createFile(classes.resolve("io/github/spencerpark/ijava/IJava.class"));
    kernelJar("ijava/gson.jar", "com/google/gson/Gson.class");

    JsonNode spec = install("--kernel", "ijava", "--kernel-jar", classes.toString());

    assertThat(spec.path("env").path("IJAVA_STARTUP_SCRIPT").asText())
        .isEqualTo("graft.kernel.ijava.Install.install();");
    assertThat(String.join(" ", words(spec)))
        .contains(classes + File.pathSeparator + classes.resolve("*"));
  }

  @Test
  void secondInstallReplacesAndLeavesNoPartBehind() throws IOException {
    Path kernel = kernelJar("jjava.jar", "org/dflib/jjava/distro/JJava.class");
    install("--kernel-jar", kernel.toString());
    Files.writeString(built.jar(), "newer jar");

    install("--kernel-jar", kernel.toString());

    assertThat(places.graft().resolve("graft.jar")).hasContent("newer jar");
    try (Stream<Path> files = Files.walk(places.graft())) {
      assertThat(files).noneMatch(file -> file.toString().endsWith(".part"));
    }
  }

  @Test
  void withoutNatives() throws IOException {
    Files.delete(built.natives().get(0));

    assertThatThrownBy(() -> install("--kernel-jar", "x"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "natives are missing beside graft.jar: [%s]; run \"mvn package\" on this machine, which"
                + " puts them there",
            built.natives().get(0));
  }

  @Test
  void jarOfAnotherProgram() throws IOException {
    Path other = kernelJar("other.jar", "Other.class");

    assertThatThrownBy(() -> install("--kernel-jar", other.toString()))
        .hasMessage("kernel jar holds no org.dflib.jjava.distro.JJava: [%s]", other);
    assertThat(places.graft()).doesNotExist();
  }

  @Test
  void ijavaNeedsItsJar() {
    assertThatThrownBy(() -> install("--kernel", "ijava"))
        .isInstanceOf(UsageException.class)
        .hasMessage(
            "--kernel ijava needs --kernel-jar, the jar of IJava: no package brings it to a known"
                + " place");
  }

  private JsonNode install(String... words) throws IOException {
    Arguments given = Arguments.parse(List.of(words), InstallOptions.NAMES);
    Path spec = new Installer(built, places, Map.of()).run(InstallOptions.of(given));
    return new ObjectMapper().readTree(spec.toFile());
  }

  private static List<String> words(JsonNode spec) {
    List<String> words = new ArrayList<>();
    spec.path("argv").forEach(word -> words.add(word.asText()));
    return words;
  }

  private Path kernelJar(String name, String entry) throws IOException {
    Path jar = folder.resolve(name);
    try (OutputStream file = Files.newOutputStream(jar);
        ZipOutputStream zip = new ZipOutputStream(file)) {
      zip.putNextEntry(new ZipEntry(entry));
    }
    return jar;
  }
}
