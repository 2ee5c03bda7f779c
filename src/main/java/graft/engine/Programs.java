package graft.engine;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Holds methods that are loaded once a device, at their first call, and stay. */
public final class Programs {

  private final String methods;
  private final Map<Device, Program> loaded = new ConcurrentHashMap<>();

  /**
   * @param methods definitions, as {@link Program#of} takes them
   */
  public Programs(String methods) {
    this.methods = methods;
  }

  /**
   * Runs a method on the device of its first input; see {@link Program#call}.
   *
   * @return what the method returns; belongs to the first input's manager
   */
  public NDList call(String method, List<NDArray> inputs, List<NDArray> list) {
    Device place = inputs.get(0).getDevice();
    return loaded
        .computeIfAbsent(place, device -> Program.of(methods, device))
        .call(method, inputs, list);
  }

  /** Runs a method that takes no list and returns one tensor. */
  public NDArray call(String method, NDArray... inputs) {
    return call(method, List.of(inputs), List.of()).get(0);
  }
}
