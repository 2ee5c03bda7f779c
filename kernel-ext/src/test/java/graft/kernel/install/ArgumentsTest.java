package graft.kernel.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ArgumentsTest {

  private static final Set<String> NAMES = Set.of("--prefix=", "--user");

  @Test
  void optionsFlagsAndWords() {
    Arguments arguments = Arguments.parse(List.of("--prefix", "a b", "x", "--user", "y"), NAMES);

    assertThat(arguments.value("--prefix")).contains("a b");
    assertThat(arguments.has("--user")).isTrue();
    assertThat(arguments.positionals()).containsExactly("x", "y");
  }

  @Test
  void unknownOption() {
    assertThatThrownBy(() -> Arguments.parse(List.of("--prefx", "a"), NAMES))
        .isInstanceOf(UsageException.class)
        .hasMessage("unknown option --prefx");
  }

  @Test
  void missingValue() {
    assertThatThrownBy(() -> Arguments.parse(List.of("--prefix"), NAMES))
        .hasMessage("option --prefix needs a value");
  }

  @Test
  void optionTwice() {
    assertThatThrownBy(() -> Arguments.parse(List.of("--user", "--user"), NAMES))
        .hasMessage("option --user is given twice");
  }
}
