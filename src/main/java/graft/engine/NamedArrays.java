package graft.engine;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import graft.tensor.FloatTensor;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Owns live arrays by name: a model's parameters and statistics on one device. Whoever makes it
 * closes it.
 */
public final class NamedArrays implements AutoCloseable {

  private final NDManager manager;
  private final Map<String, NDArray> arrays = new LinkedHashMap<>();

  /** Makes an empty owner on a device. */
  public NamedArrays(Device device) {
    this.manager = Torch.newManager(device);
  }

  /** Returns where the arrays lie. */
  public Device device() {
    return manager.getDevice();
  }

  /** Returns the names in the order in which they were first put. */
  public Set<String> names() {
    return arrays.keySet();
  }

  /**
   * Copies a tensor in: into the array of that name, which keeps its identity, or into a new one.
   */
  public void put(String name, FloatTensor value) {
    NDArray array = arrays.get(name);
    if (array == null) {
      arrays.put(name, Transfer.weight(value, manager));
    } else {
      Transfer.copy(value.values(), array);
    }
  }

  /**
   * Returns a live array; it belongs to this owner.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  public NDArray get(String name) {
    NDArray array = arrays.get(name);
    if (array == null) {
      throw new IllegalArgumentException("no tensor '%s' in this model".formatted(name));
    }
    return array;
  }

  /** Returns several live arrays, in the order of the names. */
  public List<NDArray> get(Collection<String> names) {
    return names.stream().map(this::get).toList();
  }

  /** Copies an array out. */
  public FloatTensor read(String name) {
    return Transfer.toJava(get(name));
  }

  /** Copies several arrays out, in the order of the names. */
  public Map<String, FloatTensor> read(Collection<String> names) {
    Map<String, FloatTensor> copies = new LinkedHashMap<>();
    names.forEach(name -> copies.put(name, read(name)));
    return copies;
  }

  /** Returns how many bytes of native memory the arrays take. */
  public long bytes() {
    return arrays.values().stream().mapToLong(array -> 4L * array.size()).sum();
  }

  @Override
  public void close() {
    manager.close();
    arrays.clear();
  }
}
