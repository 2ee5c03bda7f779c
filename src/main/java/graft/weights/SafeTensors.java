package graft.weights;

import graft.GraftException;
import graft.tensor.FloatTensor;
import graft.tensor.LazyTensor;
import graft.tensor.LongTensor;
import graft.tensor.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes files of named tensors in the safetensors format. Such a file holds numbers
 * only, no code; every rule of the format is checked before the first number is read, so a hostile
 * file ends in one sentence.
 *
 * <p>A file is mapped into memory and may pass 2 GiB. What {@link #read} returns is a copy in the
 * Java heap and outlives the file. A file must not be shortened in place while it is open; {@link
 * #write} never does that.
 *
 * @see <a href="https://huggingface.co/docs/safetensors">The format</a>
 */
public final class SafeTensors implements AutoCloseable {

  /** Names that an error message lists. */
  private static final int NAMES_SHOWN = 3;

  private final String source;
  private final Header header;
  private volatile @Nullable ByteWindows file;

  private SafeTensors(String source, Header header, ByteWindows file) {
    this.source = source;
    this.header = header;
    this.file = file;
  }

  /**
   * Opens a file and checks its header.
   *
   * @return the open file; the caller closes it
   * @throws GraftException if the file cannot be read or breaks a rule of the format
   */
  public static SafeTensors open(Path path) {
    return open(path, ByteWindows.WINDOW);
  }

  static SafeTensors open(Path path, int windowSize) {
    // opening a pipe would wait for ever, and a folder has a length too
    if (Files.exists(path) && !Files.isRegularFile(path)) {
      throw new GraftException("cannot read %s: it is not a file".formatted(path));
    }
    try {
      return checked(path.toString(), ByteWindows.map(path, windowSize));
    } catch (IOException e) {
      throw new GraftException("cannot read %s: %s".formatted(path, Reason.of(e)), e);
    }
  }

  /**
   * Reads a file that lies in memory, for example a resource of a jar.
   *
   * @param content the whole file; it is not copied
   * @param source what errors call it
   * @throws GraftException if the content breaks a rule of the format
   */
  public static SafeTensors read(byte[] content, String source) {
    return read(ByteBuffer.wrap(content), source);
  }

  /**
   * Reads a file that lies in memory: what remains in a buffer, whose position does not move.
   *
   * @param content the whole file; it is not copied
   * @param source what errors call it
   * @throws GraftException if the content breaks a rule of the format
   */
  public static SafeTensors read(ByteBuffer content, String source) {
    return checked(source, ByteWindows.of(content));
  }

  /**
   * Writes tensors to a file, completely or not at all: what was there before is replaced in one
   * step after the new content has reached the disk. Float tensors are stored as F32, long tensors
   * as I64. Equal content gives an equal file.
   *
   * @param path the file; its folder exists
   * @param tensors by name
   * @param metadata free text by name; may be empty
   * @throws IllegalArgumentException if a name or a text cannot stand in a header
   * @throws GraftException if the file cannot be written; what was there before is unchanged
   */
  public static void write(
      Path path, Map<String, ? extends Tensor> tensors, Map<String, String> metadata) {
    SafeTensorsWriter.write(path, tensors, metadata);
  }

  /**
   * Writes float tensors to a file as {@link #write} does, and holds no more than one of them in
   * Java memory at a time.
   */
  public static void writeLazily(
      Path path, Map<String, LazyTensor> tensors, Map<String, String> metadata) {
    SafeTensorsWriter.writeLazily(path, tensors, metadata);
  }

  private static SafeTensors checked(String source, ByteWindows file) {
    try {
      return new SafeTensors(source, Header.read(file), file);
    } catch (IOException e) {
      throw new GraftException(
          "%s is damaged or no safetensors file: %s".formatted(source, Reason.of(e)), e);
    }
  }

  /** Returns the names of the tensors in the order in which they lie in the file. */
  public List<String> names() {
    return List.copyOf(header.tensors().keySet());
  }

  /** Returns the free text of the file by name, empty where there is none. */
  public Map<String, String> metadata() {
    return header.metadata();
  }

  /**
   * Returns the length of each axis of a tensor.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  public long[] shape(String name) {
    return info(name).shape().clone();
  }

  /**
   * Returns how a tensor is stored.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  public DType dtype(String name) {
    return info(name).dtype();
  }

  /**
   * Copies a tensor into the Java heap: F16, BF16, F32 and F64 (rounded) become a {@link
   * FloatTensor}; BOOL, U8, I8, I16, I32 and I64 a {@link LongTensor}.
   *
   * @throws IllegalArgumentException if there is none of that name
   * @throws GraftException if it has another type, or more elements than memory can hold
   * @throws IllegalStateException if the file is closed
   */
  public Tensor read(String name) {
    TensorInfo info = info(name);
    return new TensorReader(subject(name), info, file(), header.dataBegin() + info.begin()).read();
  }

  /**
   * Hashes all bytes of the file as they are open here, whatever lies under its name by now.
   *
   * @return 64 hexadecimal digits, lower case
   * @throws IllegalStateException if the file is closed
   */
  public String sha256() {
    return FileHash.sha256(file()::addTo);
  }

  private ByteWindows file() {
    ByteWindows open = file;
    if (open == null) {
      throw new IllegalStateException("%s is closed; open it again".formatted(source));
    }
    return open;
  }

  /**
   * Copies a tensor of floating point numbers into the Java heap.
   *
   * @throws IllegalArgumentException if there is none of that name, or it holds integers
   * @throws GraftException if it has a type that cannot be read, or more elements than memory can
   *     hold
   * @throws IllegalStateException if the file is closed
   */
  public FloatTensor floats(String name) {
    if (read(name) instanceof FloatTensor floats) {
      return floats;
    }
    throw new IllegalArgumentException(
        "%s must hold floating point numbers, received %s".formatted(subject(name), dtype(name)));
  }

  /** Lets go of the file; what was read from it stays valid. */
  @Override
  public void close() {
    file = null;
  }

  private String subject(String name) {
    return "tensor '%s' of %s".formatted(name, source);
  }

  private TensorInfo info(String name) {
    TensorInfo info = header.tensors().get(name);
    if (info == null) {
      throw new IllegalArgumentException(
          "no tensor '%s' in %s; it has %s".formatted(name, source, someNames()));
    }
    return info;
  }

  private String someNames() {
    List<String> names = names();
    if (names.size() <= NAMES_SHOWN) {
      return names.isEmpty() ? "none" : String.join(", ", names);
    }
    String shown = String.join(", ", names.subList(0, NAMES_SHOWN));
    return "%s and %d more".formatted(shown, names.size() - NAMES_SHOWN);
  }
}
