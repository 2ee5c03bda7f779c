package graft.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LeafSamplesTest {

  /** Where one of these changes, the drawing's version in the content hash must be raised. */
  @ParameterizedTest
  @CsvSource({
    "sample:leaves, oak/003.png, 9c09c2724ed410a41e34963a9763e1677765da5d4d963d83ccd6b02bacc803c6",
    "'sample:leaves,season=autumn', maple/012.png, 0c8aea0d6f90d28b85c46baf3388a8f3d13194dc8de62aaa0715e1347147ef72",
    "'sample:leaves,season=winter,classes=10', ash/001.png, 54ffa2cb69f2e2b5e44ad24f180669a325818f010d4d0be0cd51f40b230c711c",
    "'sample:leaves,style=sketch', oak/003.png, 7849888ea1f1f30dba326b8118585dd65c515c22ce13ba68d589f3396bfe968b"
  })
  void pictureIsTheSameOnEveryMachine(String name, String id, String sha256) {
    assertThat(Sha256.of(draw(example(name, id)))).isEqualTo(sha256);
  }

  @Test
  void picturesDoNotDependOnOrderOrThreads() {
    List<Example> examples = new ArrayList<>(examples("sample:leaves,count=8,size=32"));
    Map<String, String> inOrder = hashes(examples);

    Collections.reverse(examples);
    Map<String, String> inParallel =
        examples.parallelStream()
            .collect(Collectors.toMap(Example::id, example -> Sha256.of(draw(example))));

    assertThat(inParallel).isEqualTo(inOrder);
    assertThat(new HashSet<>(inOrder.values())).hasSize(40);
  }

  @Test
  void opensUnderItsShortestNameWithTheGivenSplit() {
    LeafOptions options = LeafSamples.parse("sample:leaves,classes=3,count=4,size=128");

    LabeledDataset data = LeafSamples.open(options, LeafSamplesTest::allTraining);

    assertThat(data.name()).isEqualTo("sample:leaves,classes=3,count=4");
    assertThat(data.classes()).containsExactly("beech", "birch", "ginkgo");
    assertThat(data.counts(Part.TRAIN)).containsExactly(4, 4, 4);
    assertThat(data.examples()).extracting(Example::id).isSorted().startsWith("beech/001.png");
    assertThat(data.problems()).isEmpty();
  }

  @Test
  void hashOfTheDataSetCoversLabels() {
    assertThat(hash("sample:leaves,count=9")).isEqualTo(hash("sample:leaves,count=9,classes=5"));
    assertThat(hash("sample:leaves,count=9"))
        .isNotEqualTo(hash("sample:leaves,count=9,noise=0.1"))
        .isNotEqualTo(hash("sample:leaves,count=8"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"seed=7", "size=64", "season=autumn", "style=sketch"})
  void contentHashChangesWithTheLook(String knob) {
    Example usual = example("sample:leaves", "oak/003.png");
    Example other = example("sample:leaves," + knob, "oak/003.png");

    assertThat(other.contentHash()).isNotEqualTo(usual.contentHash());
    assertThat(draw(other)).isNotEqualTo(draw(usual));
  }

  @ParameterizedTest
  @ValueSource(strings = {"classes=7", "count=99", "imbalance=3", "noise=0.5"})
  void contentHashIgnoresWhatDoesNotChangeThePicture(String knob) {
    Example usual = example("sample:leaves", "oak/003.png");
    Example other = example("sample:leaves," + knob, "oak/003.png");

    assertThat(other.contentHash()).isEqualTo(usual.contentHash());
    assertThat(draw(other)).isEqualTo(draw(usual));
  }

  @Test
  void largestClassHasImbalanceTimesTheSmallest() {
    Map<Integer, Long> counts = countsByLabel(examples("sample:leaves,count=80,imbalance=16"));

    assertThat(counts).isEqualTo(Map.of(0, 80L, 1, 40L, 2, 20L, 3, 10L, 4, 5L));
  }

  @Test
  void noiseIsTheShareOfWrongLabels() {
    assertThat(mislabelled("sample:leaves,noise=0.1")).hasSize(30);
    assertThat(mislabelled("sample:leaves,noise=0.5")).hasSize(150);
    assertThat(mislabelled("sample:leaves,noise=0.2,classes=2")).hasSize(24);
    assertThat(mislabelled("sample:leaves")).isEmpty();
  }

  @Test
  void moreNoiseKeepsTheWrongLabelsOfLess() {
    assertThat(mislabelled("sample:leaves,noise=0.3"))
        .containsAll(mislabelled("sample:leaves,noise=0.1"));
  }

  @Test
  void wrongLabelsFallOnEveryClass() {
    List<Example> examples = examples("sample:leaves,noise=0.5");

    Set<Integer> labels =
        examples.stream()
            .filter(example -> example.id().startsWith("oak/"))
            .map(LeafSamplesTest::label)
            .collect(Collectors.toSet());

    assertThat(labels).containsExactlyInAnyOrder(0, 1, 2, 3, 4);
  }

  /** A nearest-mean classifier on mean colours does hardly better than chance, 0.2. */
  @ParameterizedTest
  @ValueSource(strings = {"summer", "autumn"})
  void colourDoesNotGiveTheSpeciesAway(String season) {
    List<Example> examples = examples("sample:leaves,size=32,count=80,season=" + season);
    double[][] means = new double[5][3];
    for (Example example : odd(examples, 0)) {
      double[] colour = meanColour(example);
      for (int channel = 0; channel < 3; channel++) {
        means[label(example)][channel] += colour[channel] / 40;
      }
    }

    List<Example> judged = odd(examples, 1);
    long right = judged.stream().filter(e -> nearest(means, meanColour(e)) == label(e)).count();

    assertThat((double) right / judged.size()).isLessThan(0.33);
  }

  private static List<Example> odd(List<Example> examples, int rest) {
    List<Example> half = new ArrayList<>();
    for (int i = rest; i < examples.size(); i += 2) {
      half.add(examples.get(i));
    }
    return half;
  }

  private static double[] meanColour(Example example) {
    byte[] rgb = draw(example);
    double[] sum = new double[3];
    for (int i = 0; i < rgb.length; i++) {
      sum[i % 3] += (rgb[i] & 255) * 3.0 / rgb.length;
    }
    return sum;
  }

  private static int nearest(double[][] means, double[] colour) {
    int best = 0;
    for (int i = 1; i < means.length; i++) {
      best = distance(means[i], colour) < distance(means[best], colour) ? i : best;
    }
    return best;
  }

  private static double distance(double[] a, double[] b) {
    return Math.hypot(Math.hypot(a[0] - b[0], a[1] - b[1]), a[2] - b[2]);
  }

  private static Split allTraining(List<Example> examples) {
    Map<String, Part> parts = new HashMap<>();
    examples.forEach(example -> parts.put(example.id(), Part.TRAIN));
    return new Split(parts, "all training", false);
  }

  private static String hash(String name) {
    return LeafSamples.open(LeafSamples.parse(name), LeafSamplesTest::allTraining).hash();
  }

  private static Set<String> mislabelled(String name) {
    List<String> classes = LeafSamples.classes(LeafSamples.parse(name));
    return examples(name).stream()
        .filter(example -> !example.id().startsWith(classes.get(label(example)) + "/"))
        .map(Example::id)
        .collect(Collectors.toSet());
  }

  private static Map<Integer, Long> countsByLabel(List<Example> examples) {
    return examples.stream()
        .collect(Collectors.groupingBy(LeafSamplesTest::label, Collectors.counting()));
  }

  private static int label(Example example) {
    return ((Target.OneClass) example.target()).index();
  }

  private static Map<String, String> hashes(List<Example> examples) {
    Map<String, String> hashes = new HashMap<>();
    examples.forEach(example -> hashes.put(example.id(), Sha256.of(draw(example))));
    return hashes;
  }

  private static List<Example> examples(String name) {
    return LeafSamples.examples(LeafSamples.parse(name));
  }

  private static Example example(String name, String id) {
    return examples(name).stream().filter(e -> e.id().equals(id)).findFirst().orElseThrow();
  }

  private static byte[] draw(Example example) {
    try {
      return ((Source.Picture) example.source()).reader().read().rgb();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
