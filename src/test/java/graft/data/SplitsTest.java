package graft.data;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SplitsTest {

  @Test
  void totalsAreThoseOfTheRule() {
    List<Example> examples = classes(75, 75, 75, 75);

    Split split = Splits.stratified(examples, SplitRule.DEFAULT, 42);

    assertThat(sizes(split)).isEqualTo(Map.of("train", 210L, "val", 45L, "test", 45L));
    assertThat(split.origin()).isEqualTo("70/15/15, seed 42");
    assertThat(split.sealed()).isTrue();
  }

  @Test
  void everyClassIsWithinOneOfItsShare() {
    List<Example> examples = classes(100, 33, 57, 240, 11);

    Split split = Splits.stratified(examples, SplitRule.DEFAULT, 42);

    for (int label = 0; label < 5; label++) {
      long size = inClass(examples, label).size();
      assertThat((double) count(split, examples, label, Part.VALIDATION))
          .isBetween(size * 0.15 - 1, size * 0.15 + 1);
      assertThat((double) count(split, examples, label, Part.TEST))
          .isBetween(size * 0.15 - 1, size * 0.15 + 1);
    }
  }

  @Test
  void orderOfTheFilesDoesNotMatter() {
    List<Example> examples = classes(40, 60);
    List<Example> shuffled = new ArrayList<>(examples);
    Collections.shuffle(shuffled, new Random(7));

    Split split = Splits.stratified(shuffled, SplitRule.DEFAULT, 42);

    assertThat(split).isEqualTo(Splits.stratified(examples, SplitRule.DEFAULT, 42));
  }

  @Test
  void renamedFilesKeepTheirParts() {
    List<Example> examples = classes(40, 60);
    List<Example> renamed =
        examples.stream()
            .map(each -> example("x" + each.id(), each.contentHash(), label(each)))
            .toList();

    Split before = Splits.stratified(examples, SplitRule.DEFAULT, 42);
    Split after = Splits.stratified(renamed, SplitRule.DEFAULT, 42);

    assertThat(examples)
        .allSatisfy(
            each ->
                assertThat(after.parts().get("x" + each.id()))
                    .isEqualTo(before.parts().get(each.id())));
  }

  @Test
  void anotherSeedGivesAnotherSplit() {
    List<Example> examples = classes(40, 60);

    Split split = Splits.stratified(examples, SplitRule.DEFAULT, 43);

    assertThat(split.parts())
        .isNotEqualTo(Splits.stratified(examples, SplitRule.DEFAULT, 42).parts());
  }

  @Test
  void exactDuplicatesShareAPart() {
    List<Example> examples = new ArrayList<>();
    Random random = new Random(7);
    for (int i = 0; i < 300; i++) {
      examples.add(example("id" + i, "content" + random.nextInt(100), i % 3));
    }

    Split split = Splits.stratified(examples, SplitRule.DEFAULT, 42);

    Map<String, List<Example>> copies = examples.stream().collect(groupingBy(Example::contentHash));
    assertThat(copies.values())
        .allSatisfy(
            each ->
                assertThat(each.stream().map(copy -> split.parts().get(copy.id())).distinct())
                    .hasSize(1));
    assertThat(split.parts()).hasSize(300);
    assertThat(sizes(split).get("val")).isBetween(40L, 50L);
  }

  @Test
  void tinyClassesAreStillTrainedOnAndValidated() {
    List<Example> examples = classes(1, 2, 3, 4, 1, 2, 3);

    Split split = Splits.stratified(examples, SplitRule.DEFAULT, 42);

    for (int label = 0; label < 7; label++) {
      long size = inClass(examples, label).size();
      assertThat(count(split, examples, label, Part.TRAIN)).isPositive();
      assertThat(count(split, examples, label, Part.VALIDATION) > 0).isEqualTo(size >= 2);
      assertThat(count(split, examples, label, Part.TEST) > 0).isEqualTo(size >= 3);
    }
  }

  @Test
  void largeGroupsOfCopiesStillLeaveAValidationExample() {
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      examples.add(example("a" + i, i < 10 ? "one" : "two", 0));
    }

    Split split = Splits.stratified(examples, SplitRule.DEFAULT, 42);

    assertThat(sizes(split)).isEqualTo(Map.of("train", 10L, "val", 10L));
  }

  @Test
  void noTestShareMakesNoTestPartAndNoSeal() {
    Split split = Splits.stratified(classes(50, 50), new SplitRule(80, 20, 0), 1);

    assertThat(sizes(split)).isEqualTo(Map.of("train", 80L, "val", 20L));
    assertThat(split.sealed()).isFalse();
  }

  @Test
  void readyMadePartsStayAsTheyAre() {
    List<Example> examples = classes(6);
    Map<String, Part> given = new HashMap<>();
    examples.forEach(each -> given.put(each.id(), Part.TRAIN));
    given.put(examples.get(0).id(), Part.VALIDATION);
    given.put(examples.get(1).id(), Part.TEST);

    Split split = Splits.readyMade(examples, given, 42);

    assertThat(split).isEqualTo(new Split(given, "ready-made", false));
  }

  @Test
  void missingValidationIsTakenFromTraining() {
    List<Example> examples = classes(40, 60);
    Map<String, Part> given = new HashMap<>();
    examples.forEach(each -> given.put(each.id(), Part.TRAIN));
    inClass(examples, 0).subList(0, 20).forEach(each -> given.put(each.id(), Part.TEST));

    Split split = Splits.readyMade(examples, given, 42);

    assertThat(sizes(split)).isEqualTo(Map.of("train", 68L, "val", 12L, "test", 20L));
    assertThat(count(split, examples, 0, Part.VALIDATION)).isEqualTo(3);
    assertThat(split.origin()).isEqualTo("ready-made, val 15 % of train, seed 42");
    assertThat(split.sealed()).isFalse();
  }

  private static List<Example> classes(int... sizes) {
    List<Example> examples = new ArrayList<>();
    for (int label = 0; label < sizes.length; label++) {
      for (int i = 0; i < sizes[label]; i++) {
        String id = label + "/" + i;
        examples.add(example(id, Sha256.of(id.getBytes()), label));
      }
    }
    return examples;
  }

  private static Example example(String id, String hash, int label) {
    return new Example(id, hash, new Source.Text(id), new Target.OneClass(label));
  }

  private static int label(Example example) {
    return ((Target.OneClass) example.target()).index();
  }

  private static List<Example> inClass(List<Example> examples, int label) {
    return examples.stream().filter(each -> label(each) == label).toList();
  }

  private static long count(Split split, List<Example> examples, int label, Part part) {
    return inClass(examples, label).stream()
        .filter(each -> split.parts().get(each.id()) == part)
        .count();
  }

  private static Map<String, Long> sizes(Split split) {
    return split.parts().values().stream().collect(Collectors.groupingBy(Part::label, counting()));
  }
}
