package graft.engine;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes the few pickle opcodes (protocol 2) of which a TorchScript archive consists. */
final class Pickle {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  Pickle() {
    op(0x80).op(2);
  }

  /** Pushes an importable name. */
  Pickle global(String module, String name) {
    return op('c').raw(module + "\n" + name + "\n");
  }

  Pickle text(String value) {
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    op('X').int32(utf8.length);
    out.writeBytes(utf8);
    return this;
  }

  Pickle integer(long value) {
    if (value == (int) value) {
      return op('J').int32((int) value);
    }
    op(0x8a).op(8);
    out.writeBytes(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array());
    return this;
  }

  Pickle bool(boolean value) {
    return op(value ? 0x88 : 0x89);
  }

  Pickle mark() {
    return op('(');
  }

  /** Makes a tuple of everything since the mark. */
  Pickle tuple() {
    return op('t');
  }

  Pickle emptyTuple() {
    return op(')');
  }

  Pickle tupleOf(long[] values) {
    mark();
    for (long value : values) {
      integer(value);
    }
    return tuple();
  }

  Pickle emptyDict() {
    return op('}');
  }

  /** Puts the key-value pairs since the mark into the dictionary below it. */
  Pickle setItems() {
    return op('u');
  }

  /** Makes an object of the class below an empty tuple. */
  Pickle newObject() {
    return op(0x81);
  }

  /** Gives the object below its state. */
  Pickle build() {
    return op('b');
  }

  /** Calls the function below a tuple of arguments. */
  Pickle reduce() {
    return op('R');
  }

  /** Replaces the tuple on top by what lies outside the pickle under that key. */
  Pickle persistentId() {
    return op('Q');
  }

  byte[] bytes() {
    op('.');
    return out.toByteArray();
  }

  private Pickle op(int code) {
    out.write(code);
    return this;
  }

  private Pickle raw(String ascii) {
    out.writeBytes(ascii.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  private Pickle int32(int value) {
    out.writeBytes(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array());
    return this;
  }
}
