package graft.feature;

import static org.assertj.core.api.Assertions.assertThat;

import graft.tensor.FloatTensor;
import graft.tensor.LongTensor;
import graft.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FeatureRowTest {

  @Test
  void rowsOfABatchComeBackInAnyOrder() {
    Map<String, Tensor> batch = new LinkedHashMap<>();
    batch.put("maps", new FloatTensor(new long[] {2, 1, 2}, new float[] {1, 2, 3, Float.NaN}));
    batch.put("größe", new LongTensor(new long[] {2}, new long[] {Long.MIN_VALUE, 7}));

    List<FeatureRow> rows = FeatureRow.split(batch, 2);
    Map<String, Tensor> turned = FeatureRow.join(List.of(rows.get(1), rows.get(0), rows.get(1)));

    assertThat(turned.keySet()).containsExactly("maps", "größe");
    assertThat(turned.get("maps"))
        .isEqualTo(
            new FloatTensor(new long[] {3, 1, 2}, new float[] {3, Float.NaN, 1, 2, 3, Float.NaN}));
    assertThat(turned.get("größe"))
        .isEqualTo(new LongTensor(new long[] {3}, new long[] {7, Long.MIN_VALUE, 7}));
  }

  @Test
  void shorterSequencesAreFilledUpWithZerosAndTheirMasksToo() {
    FeatureRow two = sequence(new float[] {1, 2, 3, 4}, new float[] {1, 1});
    FeatureRow one = sequence(new float[] {5, 6}, new float[] {1});

    Map<String, Tensor> batch = FeatureRow.join(List.of(one, two));

    assertThat(batch.get("states"))
        .isEqualTo(new FloatTensor(new long[] {2, 2, 2}, new float[] {5, 6, 0, 0, 1, 2, 3, 4}));
    assertThat(batch.get("steps.mask"))
        .isEqualTo(new FloatTensor(new long[] {2, 2}, new float[] {1, 0, 1, 1}));
  }

  @Test
  void layoutSaysHowManyBytesARowTakes() {
    Map<String, Tensor> batch =
        Map.of("maps", new FloatTensor(new long[] {1, 3, 5}, new float[15]));

    FeatureRow row = FeatureRow.split(batch, 1).get(0);

    assertThat(row.bytes()).hasSize(RowLayout.ofBatch(batch).rowBytes());
    assertThat(row.bytes()).hasSize(2 + 2 + "maps".length() + 2 + 2 * 4 + 15 * 4);
  }

  private static FeatureRow sequence(float[] states, float[] mask) {
    Map<String, Tensor> batch = new LinkedHashMap<>();
    batch.put("states", new FloatTensor(new long[] {1, mask.length, 2}, states));
    batch.put("steps.mask", new FloatTensor(new long[] {1, mask.length}, mask));
    return FeatureRow.split(batch, 1).get(0);
  }
}
