package graft.data;

import graft.data.DataProblem.Kind;
import graft.data.ImageReadException.Reason;
import graft.data.PictureCheck.State;
import java.io.IOException;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Holds the pictures whose header was sound and whose pixels were not. */
final class UndecodedPictures {

  private final SortedMap<String, IOException> reasons = new TreeMap<>(); // by example id

  /** Picks the examples of contents that failed. */
  UndecodedPictures(List<Example> examples, Map<String, IOException> failures) {
    for (Example example : examples) {
      IOException reason = failures.get(example.contentHash());
      if (reason != null) {
        reasons.put(example.id(), reason);
      }
    }
  }

  Set<String> ids() {
    return Collections.unmodifiableSet(reasons.keySet());
  }

  /** Returns what a picture turned out to be. */
  PictureCheck check(String id) {
    IOException reason = reasons.get(id);
    boolean large = reason instanceof ImageReadException read && read.reason() == Reason.TOO_LARGE;
    return new PictureCheck(large ? State.TOO_LARGE : State.BROKEN, FileReasons.of(reason));
  }

  List<DataProblem> problems() {
    Map<Kind, SortedMap<String, String>> byKind = new EnumMap<>(Kind.class);
    reasons.forEach(
        (id, reason) ->
            byKind
                .computeIfAbsent(kind(reason), key -> new TreeMap<>())
                .put(id, "%s (%s)".formatted(Names.shown(id), FileReasons.of(reason))));
    return byKind.entrySet().stream().map(each -> problem(each.getKey(), each.getValue())).toList();
  }

  private DataProblem problem(Kind kind, SortedMap<String, String> pictures) {
    String message =
        Names.count(
            pictures.size(),
            "picture cannot be decoded and is skipped: ",
            "pictures cannot be decoded and are skipped: ");
    return new DataProblem(
        kind,
        message + Names.list(List.copyOf(pictures.values())),
        List.copyOf(pictures.keySet()),
        pictures.keySet().stream().map(id -> FileReasons.of(reasons.get(id))).toList());
  }

  private static Kind kind(IOException reason) {
    if (!(reason instanceof ImageReadException read)) {
      return Kind.UNREADABLE;
    }
    return switch (read.reason()) {
      case BROKEN -> Kind.UNREADABLE;
      case UNSUPPORTED -> Kind.UNSUPPORTED;
      case TOO_LARGE -> Kind.TOO_LARGE;
    };
  }
}
