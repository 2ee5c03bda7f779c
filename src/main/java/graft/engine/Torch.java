package graft.engine;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import graft.GraftException;

/** Starts the engine and prepares the threads that use it. */
public final class Torch {

  private static final String ENGINE = "PyTorch";
  private static final ThreadLocal<Boolean> PREPARED = ThreadLocal.withInitial(() -> false);

  private static boolean started;
  private static int wantedThreads;

  private Torch() {}

  /**
   * Returns the engine, started. Nothing is downloaded and nothing is reported home.
   *
   * @throws GraftException if its native libraries cannot be loaded
   */
  public static Engine engine() {
    return Holder.ENGINE;
  }

  /**
   * Makes the calling thread safe for programs: no gradients unless they are asked for, and no
   * graph rewriting. The profiling executor would swap in its own derivatives from the second call
   * on, so that gradients of the same input differ. Both settings belong to the thread.
   */
  public static void prepareThread() {
    if (!PREPARED.get()) {
      engine();
      JniUtils.setGradMode(false);
      JniUtils.setGraphExecutorOptimize(false);
      PREPARED.set(true);
    }
  }

  /** Opens an owner of native memory on a device; the caller closes it. */
  public static NDManager newManager(Device device) {
    prepareThread();
    return engine().newBaseManager(device);
  }

  /** Seeds torch's own generator, before a forward pass that draws. */
  public static void seed(long seed) {
    prepareThread();
    JniUtils.setSeed(seed);
  }

  /** Returns the number of threads that one operation uses. */
  public static int threads() {
    engine();
    return JniUtils.getNumThreads();
  }

  /**
   * Sets the number of threads that one operation uses. The engine is not started for it: a kernel
   * that reads its settings is ready sooner.
   *
   * @throws IllegalArgumentException if it is not above 0
   */
  public static synchronized void threads(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be >= 1, received " + threads);
    }
    wantedThreads = threads;
    applyThreads();
  }

  private static void applyThreads() {
    if (started && wantedThreads > 0) {
      JniUtils.setNumThreads(wantedThreads);
    }
  }

  private static synchronized void ready() {
    started = true;
    applyThreads();
  }

  /** Returns PyTorch's version. */
  public static String version() {
    return engine().getVersion();
  }

  private static Engine start() {
    setDefault("ai.djl.offline", "true");
    setDefault("OPT_OUT_TRACKING", "true");
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(Torch.class.getClassLoader());
    try {
      Engine engine = Engine.getEngine(ENGINE);
      ready();
      return engine;
    } catch (RuntimeException | LinkageError e) {
      throw new GraftException("PyTorch's native libraries cannot be loaded: " + e.getMessage(), e);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static void setDefault(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }

  /** Starts the engine at first use. */
  private static final class Holder {
    static final Engine ENGINE = start();
  }
}
