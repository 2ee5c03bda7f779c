package graft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import graft.backbone.BackboneCatalog;
import graft.data.AugmentationPreview;
import graft.data.AugmentationPreview.Row;
import graft.data.BatchSource;
import graft.data.Example;
import graft.data.ImagePreprocessing;
import graft.data.LabeledDataset;
import graft.data.Part;
import graft.data.Source;
import graft.data.Split;
import graft.data.Target;
import graft.data.Watch;
import graft.tensor.FloatTensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AugmentationPreviewTest {

  private static final ImagePreprocessing PREPROCESSING =
      (ImagePreprocessing) BackboneCatalog.find("graft-nano").preprocessing();

  @TempDir private Path folder;

  @Test
  void viewsAreWhatTrainingSeesInThoseEpochs() throws IOException {
    Workspace workspace = Workspace.beside(folder);
    Graft.workspace(workspace);
    LabeledDataset data = Graft.data("sample:leaves,classes=5,count=10,size=64");

    AugmentationPreview preview = AugmentationPreview.of(data, PREPROCESSING, 7);

    assertThat(preview.rows())
        .extracting(Row::label)
        .containsExactlyElementsOf(data.classes().subList(0, 4));
    List<Example> training = data.part(Part.TRAIN);
    try (DataReader reader = DataReader.open(data, PREPROCESSING, workspace, Watch.none())) {
      for (Row row : preview.rows()) {
        List<Integer> index = List.of(indexOf(training, row));
        assertThat(pixels(row.original())).isEqualTo(pixels(reader.part(Part.TRAIN), index, 0));
        for (int epoch = 1; epoch <= 5; epoch++) {
          assertThat(pixels(row.views().get(epoch - 1)))
              .isEqualTo(pixels(reader.augmented(BatchSource.UNLIMITED), index, epoch));
        }
      }
    }
  }

  private static int indexOf(List<Example> training, Row row) {
    for (int i = 0; i < training.size(); i++) {
      if (training.get(i).contentHash().equals(row.original().contentHash())) {
        return i;
      }
    }
    throw new AssertionError("no training example " + row.original().id());
  }

  private static float[] pixels(Example example) throws IOException {
    Source.Picture picture = (Source.Picture) example.source();
    return PREPROCESSING.normalise(picture.reader().read()).values();
  }

  private static float[] pixels(BatchSource source, List<Integer> index, int epoch) {
    return ((FloatTensor) source.batch(index, 7, epoch).inputs().get(ImagePreprocessing.PIXELS))
        .values();
  }

  @Test
  void textsHaveNoPicturesToVary() {
    Example text = new Example("3", "hash", new Source.Text("hello"), new Target.OneClass(0));
    Split split = new Split(Map.of("3", Part.TRAIN), "70/15/15, seed 42", true);
    LabeledDataset mails =
        new LabeledDataset("mails", List.of("a", "b"), List.of(text), split, List.of(), "hash");

    assertThatThrownBy(() -> AugmentationPreview.of(mails, PREPROCESSING, 42))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("augmentation varies pictures, received text '3'; leave --augment out");
  }
}
