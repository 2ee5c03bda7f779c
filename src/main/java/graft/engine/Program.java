package graft.engine;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import graft.GraftException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * Holds TorchScript text as callable, differentiable operations. A method takes tensors, then at
 * most one list of tensors, and returns a list of tensors.
 *
 * <p>Whoever loads a program closes it.
 */
public final class Program implements AutoCloseable {

  private final NDManager manager;
  private final PtSymbolBlock block;

  private Program(NDManager manager, PtSymbolBlock block) {
    this.manager = manager;
    this.block = block;
  }

  /**
   * Loads methods that hold no tensors of their own.
   *
   * @param methods definitions, indented by two spaces; {@code self} is written {@code self:
   *     __torch__.Root}
   */
  public static Program of(String methods, Device device) {
    ByteArrayOutputStream archive = new ByteArrayOutputStream();
    try {
      ScriptArchive.write(new ScriptModule(methods), archive);
      return load(new ByteArrayInputStream(archive.toByteArray()), device);
    } catch (IOException e) {
      throw new GraftException("program could not be written to memory", e);
    }
  }

  /**
   * Loads an archive that Graft wrote. An archive is a program: never load one that somebody else
   * made unless the user trusts it by name.
   */
  public static Program load(InputStream archive, Device device) throws IOException {
    NDManager manager = Torch.newManager(device);
    try {
      PtSymbolBlock block = JniUtils.loadModule((PtNDManager) manager, archive, true, false);
      return new Program(manager, block);
    } catch (IOException | RuntimeException e) {
      manager.close();
      throw e;
    }
  }

  /**
   * Runs a method. Gradients are recorded where the calling thread collects them.
   *
   * @param method its name
   * @param inputs at least one tensor; the outputs belong to the first one's manager
   * @param list the method's list of tensors; where it is empty, the method takes none
   * @return what the method returns
   */
  public NDList call(String method, List<NDArray> inputs, List<NDArray> list) {
    Torch.prepareThread();
    NDList arguments = new NDList(inputs.size() + list.size() + 1);
    for (NDArray input : inputs) {
      input.setName(null);
      arguments.add(input);
    }
    for (NDArray element : list) {
      element.setName("list[]");
      arguments.add(element);
    }
    try (NDArray name = manager.create(new Shape(1), DataType.UINT8)) {
      name.setName("module_method:" + method);
      arguments.add(name);
      return run(arguments);
    }
  }

  private NDList run(NDList arguments) {
    ProcessEnd.callBegins();
    try {
      return IValueUtils.forward(block, arguments, true);
    } finally {
      ProcessEnd.callEnded();
    }
  }

  @Override
  public void close() {
    block.close();
    manager.close();
  }
}
