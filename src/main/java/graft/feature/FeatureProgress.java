package graft.feature;

/** Is told how far the computing of features is. */
@FunctionalInterface
public interface FeatureProgress {

  /**
   * Called before each batch and at the end.
   *
   * @throws java.util.concurrent.CancellationException to stop
   */
  void examplesDone(int done, int total);
}
