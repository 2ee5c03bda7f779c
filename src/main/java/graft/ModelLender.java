package graft;

import java.util.function.Consumer;

/**
 * Gives a trained model for the time of some work, so that of several models only one need be in
 * memory: a lender may load its model and close it afterwards.
 */
@FunctionalInterface
public interface ModelLender {

  /**
   * Does some work with the model.
   *
   * @throws IllegalStateException if its head was never trained
   */
  void lend(Consumer<TransferModel> work);
}
