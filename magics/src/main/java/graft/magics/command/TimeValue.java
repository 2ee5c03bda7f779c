package graft.magics.command;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;

/** A length of time: {@code 90s}, {@code 5m}, {@code 1h}, {@code 2h30m}. */
record TimeValue() implements Value<Duration> {

  private static final Pattern TIME =
      Pattern.compile("(?=[0-9])([0-9]{1,6}h)?([0-9]{1,6}m)?([0-9]{1,6}s)?");
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,6}");

  @Override
  public String notation() {
    return "TIME";
  }

  @Override
  public Duration parse(String subject, String text) {
    if (!TIME.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "%s takes TIME, received %s; write %s".formatted(subject, text, remedy(text)));
    }
    Duration time = Duration.parse("PT" + text.toUpperCase(Locale.ROOT));
    if (time.isZero()) {
      throw new IllegalArgumentException("%s must be > 0, received %s".formatted(subject, text));
    }
    return time;
  }

  private static String remedy(String text) {
    return NUMBER.matcher(text).matches()
        ? "%1$sm for minutes or %1$ss for seconds".formatted(text)
        : "a time such as 90s, 5m, 1h or 2h30m";
  }
}
