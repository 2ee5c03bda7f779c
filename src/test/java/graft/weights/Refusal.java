package graft.weights;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import graft.GraftException;

/** Expects content to be refused in one sentence. */
final class Refusal {

  private static final String START = "w.safetensors is damaged or no safetensors file: ";

  private Refusal() {}

  static SafeTensors read(byte[] content) {
    return SafeTensors.read(content, "w.safetensors");
  }

  static void assertRefused(String header, int dataBytes, String rule) {
    assertRefused(RawFile.of(header, dataBytes), rule);
  }

  static void assertRefused(byte[] content, String rule) {
    assertThatThrownBy(() -> read(content))
        .isInstanceOf(GraftException.class)
        .hasMessage(START + rule);
  }

  static void assertRefusedStartingWith(String header, String rule) {
    assertThatThrownBy(() -> read(RawFile.of(header, 0)))
        .isInstanceOf(GraftException.class)
        .hasMessageStartingWith(START + rule);
  }
}
