package graft.magics.render;

import graft.backbone.ModelCard;
import graft.data.AugmentationPreview;
import graft.data.LabeledDataset;
import graft.eval.ClassificationReport;
import graft.eval.Comparison;
import graft.eval.Predictions;
import graft.train.FreezeSummary;
import graft.train.RateSweep;
import graft.train.TrainingHistory;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import tech.tablesaw.api.Table;
import tech.tablesaw.plotly.components.Figure;

/** The one list of what can be shown and how. */
public final class Views {

  private static final List<View<?>> ALL =
      List.of(
          view(TrainingHistory.class, HistoryView::render),
          view(RateSweep.class, SweepView::render),
          new View<>(ClassificationReport.class, ReportView::render),
          view(Comparison.class, CompareView::render),
          view(FreezeSummary.class, FreezeView::render),
          view(ModelCard.class, CardView::render),
          new View<>(Predictions.class, PredictionsView::render),
          new View<>(LabeledDataset.class, DatasetView::render),
          new View<>(AugmentationPreview.class, AugmentationView::render),
          view(Table.class, TableView::render),
          view(Figure.class, FigureView::render));

  private Views() {}

  private record View<T>(Class<T> type, BiFunction<T, ViewOptions, MimeBundle> draw) {

    MimeBundle render(Object value, ViewOptions options) {
      return draw.apply(type.cast(value), options);
    }
  }

  /** Returns the types that are shown richly, for kernels that ask by type. */
  public static Set<Class<?>> types() {
    Set<Class<?>> types = new LinkedHashSet<>();
    ALL.forEach(view -> types.add(view.type()));
    return types;
  }

  /**
   * Shows a value.
   *
   * @return nothing where its type is none of {@link #types()}
   */
  public static Optional<MimeBundle> render(Object value, ViewOptions options) {
    return ALL.stream()
        .filter(view -> view.type().isInstance(value))
        .findFirst()
        .map(view -> view.render(value, options));
  }

  private static <T> View<T> view(Class<T> type, Function<T, MimeBundle> draw) {
    return new View<>(type, (value, options) -> draw.apply(value));
  }
}
