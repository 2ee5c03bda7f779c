package graft.magics.command;

import graft.train.RateChoice;

/** Learning rates: {@code auto}, one number, or {@code FIRST..LAST}. */
record RateValue() implements Value<RateChoice> {

  private static final String RANGE = "..";

  @Override
  public String notation() {
    return "auto|X|FIRST..LAST";
  }

  @Override
  public RateChoice parse(String subject, String text) {
    if (text.equals("auto")) {
      return new RateChoice.Sweep();
    }
    int range = text.indexOf(RANGE);
    return range < 0
        ? new RateChoice.Single(rate(subject, text))
        : spread(subject, text, text.substring(0, range), text.substring(range + RANGE.length()));
  }

  private RateChoice spread(String subject, String text, String first, String last) {
    if (first.isEmpty() || last.isEmpty()) {
      throw new IllegalArgumentException(
          "%s takes %s, received %s; write two rates such as 1e-5..1e-3"
              .formatted(subject, notation(), text));
    }
    return new RateChoice.Spread(rate(subject, first), rate(subject, last));
  }

  private double rate(String subject, String text) {
    return Numbers.positive(subject, notation(), text);
  }
}
