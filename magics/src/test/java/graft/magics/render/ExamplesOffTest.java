package graft.magics.render;

import static org.assertj.core.api.Assertions.assertThat;

import graft.backbone.ModelCard;
import graft.data.AugmentationPreview;
import graft.data.LabeledDataset;
import graft.data.Source;
import graft.eval.ClassificationReport;
import graft.eval.Comparison;
import graft.eval.Predictions;
import graft.train.FreezeReceipt;
import graft.train.FreezeSummary;
import graft.train.Outcome;
import graft.train.RateSweep;
import graft.train.TrainingHistory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tech.tablesaw.api.Table;
import tech.tablesaw.plotly.components.Figure;

/** Every view, with examples whose text and whose pixels are recognised wherever they appear. */
class ExamplesOffTest {

  private static final String CANARY = "the canary sings at noon";
  private static final String PICTURE = "data:image/jpeg";
  private static final List<String> CLASSES = List.of("oak", "maple");
  private static final int[][] CONFUSION = {{3, 2}, {1, 4}};
  private static final Source BIRD = Samples.picture("bird.jpg", Samples.noise(40, 30));
  private static final ViewOptions OFF = new ViewOptions(false);

  /** The types whose views show examples where they may. */
  private static final Set<Class<?>> WITH_PICTURES =
      Set.of(
          ClassificationReport.class,
          Predictions.class,
          LabeledDataset.class,
          AugmentationPreview.class);

  /** Each type with examples that are pictures. */
  private static Map<Class<?>, Object> pictures() {
    Map<Class<?>, Object> values = values(BIRD);
    LabeledDataset data = Samples.data(CLASSES, 2, BIRD);
    values.put(AugmentationPreview.class, Samples.preview(data));
    return values;
  }

  private static Map<Class<?>, Object> values(Source source) {
    Map<Class<?>, Object> values = new LinkedHashMap<>();
    LabeledDataset data = Samples.data(CLASSES, 2, source);
    ClassificationReport report = Samples.report(CLASSES, CONFUSION, source);
    values.put(TrainingHistory.class, Samples.phased(Outcome.FINISHED, FreezeReceipt.NONE));
    values.put(RateSweep.class, Samples.sweep(OptionalDouble.of(1e-3), ""));
    values.put(ClassificationReport.class, report);
    values.put(Comparison.class, Samples.comparison("frozen", "tuned"));
    values.put(FreezeSummary.class, Samples.freeze());
    values.put(ModelCard.class, Samples.card());
    values.put(Predictions.class, Samples.predictions(2, source, List.of()));
    values.put(LabeledDataset.class, data);
    values.put(Table.class, Tables.table(data));
    values.put(Figure.class, Plots.plot(report));
    return values;
  }

  static Stream<Object> ofPictures() {
    return pictures().values().stream();
  }

  static Stream<Object> ofTexts() {
    return Stream.of(new Source.Text(CANARY), new Source.TextPair(CANARY, CANARY))
        .flatMap(source -> values(source).values().stream());
  }

  @Test
  void everyViewIsTried() {
    assertThat(pictures().keySet()).containsExactlyInAnyOrderElementsOf(Views.types());
  }

  @ParameterizedTest
  @MethodSource("ofPictures")
  void picturesAreKeptOut(Object value) {
    assertThat(everything(value, OFF)).doesNotContain(PICTURE);
  }

  @ParameterizedTest
  @MethodSource("ofPictures")
  void picturesAreShownWhereTheyMay(Object value) {
    boolean shows = WITH_PICTURES.contains(value.getClass());

    assertThat(everything(value, ViewOptions.ALL).contains(PICTURE)).isEqualTo(shows);
  }

  @ParameterizedTest
  @MethodSource("ofTexts")
  void textsAreKeptOut(Object value) {
    assertThat(everything(value, OFF)).doesNotContain("canary");
  }

  @ParameterizedTest
  @MethodSource("ofTexts")
  void textsAreShownInBothFormsWhereTheyMay(Object value) {
    boolean shows = WITH_PICTURES.contains(value.getClass());

    assertThat(Views.render(value, ViewOptions.ALL).orElseThrow().data().values())
        .allSatisfy(form -> assertThat(form.contains(CANARY)).isEqualTo(shows));
  }

  @ParameterizedTest
  @MethodSource("ofTexts")
  void lengthsStandInTheirPlace(Object value) {
    boolean shows = WITH_PICTURES.contains(value.getClass());

    assertThat(everything(value, OFF).contains("24 characters")).isEqualTo(shows);
  }

  /** A picture that is hidden need not be read. */
  @Test
  void hiddenPicturesAreNotRead() {
    Source unread =
        new Source.Picture(
            "unread.jpg",
            () -> {
              throw new AssertionError("was read");
            });

    values(unread).values().forEach(value -> assertThat(everything(value, OFF)).isNotEmpty());
  }

  private static String everything(Object value, ViewOptions options) {
    return String.join("\n", Views.render(value, options).orElseThrow().data().values());
  }
}
