package graft.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Drives a real JJava with the packaged jar; the checks themselves are in {@code checks.py}. */
class KernelIT {

  @TestFactory
  Stream<DynamicTest> jjava() throws IOException, InterruptedException {
    Venv venv = Venv.ready();
    List<String> command = venv.script("checks.py", "--jar", Venv.JAR.toString());

    Venv.Result result = Venv.tryRun(command, path());

    List<JsonNode> lines =
        result.text().lines().filter(line -> line.startsWith("{")).map(KernelIT::json).toList();
    assertThat(lines).as(result.text()).isNotEmpty();
    return lines.stream().map(KernelIT::test);
  }

  /** JJava's own kernelspec starts the first java on the path. */
  private static Map<String, String> path() {
    String java = Path.of(System.getProperty("java.home"), "bin").toString();
    return Map.of("PATH", java + File.pathSeparator + System.getenv("PATH"));
  }

  private static DynamicTest test(JsonNode line) {
    return DynamicTest.dynamicTest(
        line.path("check").asText(), () -> assertThat(line.path("failure").asText()).isEmpty());
  }

  private static JsonNode json(String line) {
    try {
      return new ObjectMapper().readTree(line);
    } catch (IOException e) {
      throw new AssertionError("not a line of the checks: " + line, e);
    }
  }
}
