package graft.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;

/** Turns what a script of checks printed, one JSON line a check, into tests. */
final class Checks {

  private Checks() {}

  static Stream<DynamicTest> tests(Venv.Result result) {
    List<JsonNode> lines =
        result.text().lines().filter(line -> line.startsWith("{")).map(Checks::json).toList();
    boolean failed = lines.stream().anyMatch(line -> !line.path("failure").asText().isEmpty());
    // a script that dies leaves checks out
    assertThat(result.status() == 0 || failed).as(result.text()).isTrue();
    assertThat(lines).as(result.text()).isNotEmpty();
    return lines.stream().map(Checks::test);
  }

  private static DynamicTest test(JsonNode line) {
    String note = line.path("note").asText();
    String name = line.path("check").asText() + (note.isEmpty() ? "" : ": " + note);
    String skipped = line.path("skipped").asText();
    return DynamicTest.dynamicTest(
        name,
        () -> {
          Assumptions.assumeTrue(skipped.isEmpty(), skipped);
          assertThat(line.path("failure").asText()).isEmpty();
        });
  }

  private static JsonNode json(String line) {
    try {
      return new ObjectMapper().readTree(line);
    } catch (IOException e) {
      throw new AssertionError("not a line of the checks: " + line, e);
    }
  }
}
