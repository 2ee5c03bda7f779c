package graft.magics.render;

import java.util.stream.Collectors;

/** Shows source to read and to copy. */
public final class CodeView {

  private CodeView() {}

  /**
   * Shows Java.
   *
   * @param source its lines; long ones scroll, also by keyboard
   */
  public static MimeBundle render(String source) {
    String code = source.lines().map(Html::escape).collect(Collectors.joining("\n"));
    return MimeBundle.of(
        source,
        "<pre tabindex=\"0\" role=\"group\" aria-label=\"Java that does the same\" style=\"%s\">"
                .formatted(Style.CODE)
            + "<code>"
            + code
            + "</code></pre>");
  }
}
