package graft.weights;

import java.io.IOException;

/** Says which rule of a format a file breaks; whoever knows the file's name makes it a sentence. */
final class MalformedException extends IOException {

  private static final long serialVersionUID = 1L;

  MalformedException(String rule, Object... received) {
    super(rule.formatted(received));
  }
}
