package graft.train;

import java.util.List;
import java.util.OptionalDouble;

/**
 * Holds what a sweep over learning rates measured.
 *
 * @param subject the line that names what was swept on what
 * @param rates of the group with the largest one, rising
 * @param losses of the batch at each rate; all are finite
 * @param smoothed running mean of the losses
 * @param suggestion a rate to train at; empty where there is no clear valley
 * @param reason one sentence
 */
public record RateSweep(
    String subject,
    List<Double> rates,
    List<Double> losses,
    List<Double> smoothed,
    OptionalDouble suggestion,
    String reason) {

  /** Copies the lists. */
  public RateSweep {
    rates = List.copyOf(rates);
    losses = List.copyOf(losses);
    smoothed = List.copyOf(smoothed);
  }
}
