package graft.magics.render;

/** Shows how far something is that has no result yet, for example reading pictures. */
public final class ProgressView {

  private ProgressView() {}

  /**
   * Shows a subject line and a bar.
   *
   * @param subject the line that names what is acted on
   * @param what in words, for example {@code reading pictures}
   * @param done how many are done
   * @param total how many there are; 0 where nobody knows
   */
  public static MimeBundle render(String subject, String what, int done, int total) {
    return page(subject, what, done, total).bundle();
  }

  /** Starts a page with a subject line and a bar. */
  static Page page(String subject, String what, int done, int total) {
    String words = total == 0 ? what : Numbers.format("%s %,d/%,d", what, done, total);
    double share = total == 0 ? Double.NaN : (double) done / total;
    return new Page(subject).line(words, bar(share, words));
  }

  /** Returns a bar with its words; one without a value where the share is NaN. */
  static String bar(double share, String words) {
    String value = Double.isNaN(share) ? "" : Numbers.format(" value=\"%.4f\"", share);
    return "<progress max=\"1\"%s style=\"width:220px;vertical-align:middle\"></progress> %s"
        .formatted(value, Html.sentence(words));
  }
}
