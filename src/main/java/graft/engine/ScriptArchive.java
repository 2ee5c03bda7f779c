package graft.engine;

import graft.tensor.FloatTensor;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes a {@link ScriptModule} as a TorchScript archive: a zip of stored entries that holds the
 * text of the classes, a pickle of the objects and the raw tensors.
 */
public final class ScriptArchive {

  private static final String FOLDER = "graft/";

  /** Archives of this version are read by every PyTorch since 1.12. */
  private static final String VERSION = "10\n";

  private final StringBuilder code = new StringBuilder();
  private final Pickle objects = new Pickle();
  private final List<FloatTensor> storages = new ArrayList<>();

  private ScriptArchive() {}

  /**
   * Writes the module.
   *
   * @param out stays open
   * @throws IOException if writing fails
   */
  public static void write(ScriptModule module, OutputStream out) throws IOException {
    ScriptArchive archive = new ScriptArchive();
    archive.add(module, "Root");
    archive.zip(out);
  }

  /** Writes the class of a module after those of its children, and its object. */
  private void add(ScriptModule module, String className) {
    objects.global("__torch__", className).emptyTuple().newObject().emptyDict().mark();
    StringBuilder body = new StringBuilder();
    body.append("class ").append(className).append("(Module):\n");
    body.append("  __parameters__ = ").append(names(module.parameters())).append('\n');
    body.append("  __buffers__ = ").append(names(module.buffers())).append('\n');
    body.append("  training : bool\n");
    objects.text("training").bool(false);
    module.parameters().forEach((name, value) -> attribute(body, name, value));
    module.buffers().forEach((name, value) -> attribute(body, name, value));
    addChildren(module, className, body);
    objects.setItems().build();
    code.append(body).append(module.methods()).append('\n');
  }

  private void addChildren(ScriptModule module, String className, StringBuilder body) {
    if (module.children().keySet().stream().anyMatch(ScriptArchive::isNumber)) {
      body.append("  __annotations__ = []\n");
    }
    module
        .children()
        .forEach(
            (name, child) -> {
              String childClass = className + "_" + name;
              body.append(declaration(name, "__torch__." + childClass));
              objects.text(name);
              add(child, childClass);
            });
  }

  private void attribute(StringBuilder body, String name, FloatTensor value) {
    body.append(declaration(name, "Tensor"));
    objects.text(name);
    tensor(value);
  }

  private void tensor(FloatTensor value) {
    objects.global("torch._utils", "_rebuild_tensor_v2").mark().mark();
    objects.text("storage").global("torch", "FloatStorage");
    objects.text(Integer.toString(storages.size())).text("cpu").integer(value.size()).tuple();
    objects.persistentId().integer(0).tupleOf(value.shape()).tupleOf(strides(value.shape()));
    objects.bool(false).global("collections", "OrderedDict").emptyTuple().reduce();
    objects.tuple().reduce();
    storages.add(value);
  }

  private void zip(OutputStream out) throws IOException {
    ZipOutputStream zip = new ZipOutputStream(out);
    entry(zip, "data.pkl", objects.bytes());
    entry(zip, "code/__torch__.py", code.toString().getBytes(StandardCharsets.UTF_8));
    entry(zip, "constants.pkl", new Pickle().emptyTuple().bytes());
    for (int i = 0; i < storages.size(); i++) {
      entry(zip, "data/" + i, bytes(storages.get(i)));
    }
    entry(zip, "version", VERSION.getBytes(StandardCharsets.UTF_8));
    zip.finish();
  }

  private static void entry(ZipOutputStream zip, String name, byte[] content) throws IOException {
    CRC32 crc = new CRC32();
    crc.update(content);
    ZipEntry entry = new ZipEntry(FOLDER + name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(content.length);
    entry.setCrc(crc.getValue());
    entry.setTime(0);
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }

  private static byte[] bytes(FloatTensor tensor) {
    ByteBuffer buffer = ByteBuffer.allocate(4 * tensor.size()).order(ByteOrder.LITTLE_ENDIAN);
    buffer.asFloatBuffer().put(tensor.values());
    return buffer.array();
  }

  private static String declaration(String name, String type) {
    return isNumber(name)
        ? "  __annotations__[\"%s\"] = %s\n".formatted(name, type)
        : "  %s : %s\n".formatted(name, type);
  }

  private static boolean isNumber(String name) {
    return Character.isDigit(name.charAt(0));
  }

  private static String names(Map<String, FloatTensor> tensors) {
    StringBuilder list = new StringBuilder("[");
    tensors.keySet().forEach(name -> list.append('"').append(name).append("\", "));
    return list.append(']').toString();
  }

  private static long[] strides(long[] shape) {
    long[] strides = new long[shape.length];
    long stride = 1;
    for (int i = shape.length - 1; i >= 0; i--) {
      strides[i] = stride;
      stride *= shape[i];
    }
    return strides;
  }
}
