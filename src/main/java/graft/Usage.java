package graft;

import graft.data.Exposure.Use;
import graft.data.SealBook.Look;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * What examples have been used for, as far as their contents tell.
 *
 * @param familiar what the model did with them
 * @param test whether they are the test part of a data set
 * @param look how often those of them were looked at that belong to a test part
 */
record Usage(Familiar familiar, boolean test, Optional<Look> look) {

  /** Returns it in a sentence about the examples that count. */
  String words() {
    StringJoiner words = new StringJoiner("; ");
    switch (familiar.headline()) {
      case TRAINED ->
          words.add(
              "the model was trained on these examples, so this number says nothing of new ones");
      case CHOSE ->
          words.add("validation chose the best epoch, so this number is a little optimistic");
      case NEW -> ofNew(words);
    }
    look.ifPresent(each -> words.add(opened(each)));
    return words.toString();
  }

  private void ofNew(StringJoiner words) {
    if (!familiar.gaps().isEmpty()) {
      familiar.gaps().forEach(words::add);
      words.add("so these examples may not be new to the model");
    } else if (look.isEmpty()) {
      words.add("no decision was made on these examples");
    }
  }

  /** Returns how often test pictures were looked at. */
  private String opened(Look seen) {
    if (!test || !allNew()) {
      return "%s of a test part, which was opened for %s"
          .formatted(
              seen.examples() == familiar.uses().size()
                  ? "they are"
                  : seen.examples() + " of all " + familiar.uses().size() + " are",
              seen.openings() == 1 ? "this model" : seen.openings() + " different models");
    }
    return seen.openings() == 1
        ? "the test part was opened for the first time"
        : "the test part was opened for %s different models, and each look makes it less of a test"
            .formatted(seen.openings());
  }

  private boolean allNew() {
    return familiar.uses().stream().allMatch(Use.NEW::equals);
  }
}
