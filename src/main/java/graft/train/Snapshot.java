package graft.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import graft.engine.NamedArrays;
import graft.engine.Torch;
import graft.engine.Transfer;
import graft.tensor.FloatTensor;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** Keeps a copy of tensors that may change, in native memory. Whoever makes it closes it. */
final class Snapshot implements AutoCloseable {

  private final NDManager manager;
  private final NamedArrays live;
  private final Map<String, NDArray> copies = new LinkedHashMap<>();

  Snapshot(NamedArrays live, Collection<String> names) {
    this.manager = Torch.newManager(live.device());
    this.live = live;
    for (String name : names) {
      NDArray copy = live.get(name).duplicate();
      copy.attach(manager);
      copies.put(name, copy);
    }
  }

  /** Takes the live values. */
  void take() {
    copies.forEach((name, copy) -> Transfer.copy(live.get(name), copy));
  }

  /** Copies a kept value out. */
  FloatTensor read(String name) {
    return Transfer.toJava(copies.get(name));
  }

  /** Returns the kept arrays by name. */
  Map<String, NDArray> arrays() {
    return copies;
  }

  /** Puts the kept values back. */
  void restore() {
    copies.forEach((name, copy) -> Transfer.copy(copy, live.get(name)));
  }

  @Override
  public void close() {
    manager.close();
  }
}
