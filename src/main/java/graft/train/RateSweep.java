package graft.train;

import java.util.List;
import java.util.OptionalDouble;

/**
 * Holds what a sweep over learning rates measured.
 *
 * @param subject the line that names what was swept on what
 * @param start the weights that it starts from, those of a run with the same options: {@code from
 *     pretrained weights with a new head}, {@code from run 3's weights} or {@code continues run 3}
 * @param options what such a run is told beside the rate, as users type it; may be empty
 * @param rates of the group with the largest one, rising
 * @param losses of the batch at each rate; all are finite
 * @param smoothed running mean of the losses
 * @param suggestion a rate to train at; empty where there is no clear valley
 * @param reason one sentence
 */
public record RateSweep(
    String subject,
    String start,
    String options,
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

  /** Returns the same, saying which run it is for. */
  public RateSweep of(String start, String options) {
    return new RateSweep(subject, start, options, rates, losses, smoothed, suggestion, reason);
  }
}
