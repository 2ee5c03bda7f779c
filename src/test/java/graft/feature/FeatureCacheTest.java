package graft.feature;

import static graft.feature.Rows.SPEC;
import static graft.feature.Rows.gives;
import static graft.feature.Rows.keep;
import static graft.feature.Rows.key;
import static graft.feature.Rows.row;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeatureCacheTest {

  private static final long ROW = Rows.BYTES + FeatureMemory.ENTRY_BYTES;
  private static final long MUCH = 1 << 24;

  @TempDir private Path folder;

  @Test
  void leastRecentlyUsedLeaveTheMemoryFirst() {
    FeatureShelf shelf = FeatureCache.inMemory(2 * ROW).shelf(SPEC);
    shelf.put(key(1), row(1));
    shelf.put(key(2), row(2));
    shelf.find(key(1));

    shelf.put(key(3), row(3));

    assertThat(gives(shelf, 1)).isTrue();
    assertThat(shelf.find(key(2))).isEmpty();
    assertThat(gives(shelf, 3)).isTrue();
  }

  @Test
  void replacingDoesNotCountTwice() {
    FeatureShelf shelf = FeatureCache.inMemory(2 * ROW).shelf(SPEC);
    shelf.put(key(1), row(1));
    for (int i = 0; i < 5; i++) {
      shelf.put(key(2), row(2));
    }

    assertThat(gives(shelf, 1)).isTrue();
  }

  @Test
  void whatIsLargerThanTheBudgetIsNotKept() {
    FeatureShelf shelf = FeatureCache.inMemory(ROW - 1).shelf(SPEC);

    shelf.put(key(1), row(1));

    assertThat(shelf.find(key(1))).isEmpty();
  }

  @Test
  void whatLeftTheMemoryIsStillOnDisk() {
    FeatureShelf shelf = FeatureCache.in(folder, 2 * ROW, MUCH).shelf(SPEC);
    for (int i = 0; i < 100; i++) {
      shelf.put(key(i), row(i));
      assertThat(gives(shelf, i / 2)).isTrue();
    }
    shelf.flush();

    for (int i = 0; i < 100; i++) {
      assertThat(gives(shelf, i)).isTrue();
    }
    assertThat(shelf.find(key(100))).isEmpty();
  }

  @Test
  void whatWasReadFromDiskIsInMemoryAgain() throws Exception {
    keep(FeatureCache.in(folder, MUCH, MUCH), SPEC, 0, 3);
    FeatureShelf shelf = FeatureCache.in(folder, MUCH, MUCH).shelf(SPEC);
    assertThat(gives(shelf, 1)).isTrue();

    Path file = Rows.files(folder, FeatureFolder.ENDING).get(0);
    Files.write(file, new byte[(int) Files.size(file)]);

    assertThat(gives(shelf, 1)).isTrue();
    assertThat(shelf.find(key(2))).isEmpty();
  }

  @Test
  void theNextProcessFindsWhatIsOnDisk() {
    keep(FeatureCache.in(folder, MUCH, MUCH), SPEC, 0, 1000);

    FeatureShelf shelf = FeatureCache.in(folder, MUCH, MUCH).shelf(SPEC);

    for (int i = 0; i < 1000; i++) {
      assertThat(shelf.retains(key(i))).isTrue();
      assertThat(gives(shelf, i)).isTrue();
    }
    assertThat(shelf.retains(key(1000))).isFalse();
  }

  @Test
  void nothingIsDroppedBecauseSomethingElseChanged() {
    keep(FeatureCache.in(folder, 0, MUCH), SPEC, 0, 10);
    keep(FeatureCache.in(folder, 0, MUCH), Rows.spec("other weights"), 10, 20);

    FeatureCache cache = FeatureCache.in(folder, 0, MUCH);

    assertThat(gives(cache.shelf(SPEC), 9)).isTrue();
    assertThat(gives(cache.shelf(SPEC), 10)).isFalse();
    assertThat(gives(cache.shelf(Rows.spec("other weights")), 10)).isTrue();
  }

  @Test
  void movedCacheKeepsItsMemory() {
    FeatureCache cache = FeatureCache.in(folder.resolve("a"), MUCH, MUCH);
    keep(cache, SPEC, 0, 1);

    FeatureCache moved = cache.movedTo(folder.resolve("b"));
    keep(moved, SPEC, 1, 2);

    assertThat(gives(moved.shelf(SPEC), 0)).isTrue();
    assertThat(folder.resolve("b")).isDirectoryContaining("glob:**features-*.bin");
  }

  @Test
  void whatIsInMemoryOnlyGoesToTheDiskWhenItIsUsedAgain() {
    FeatureCache cache = FeatureCache.in(folder.resolve("a"), MUCH, MUCH);
    keep(cache, SPEC, 0, 3);
    FeatureShelf moved = cache.movedTo(folder.resolve("b")).shelf(SPEC);

    assertThat(moved.retains(key(1))).isTrue();
    moved.flush();

    FeatureShelf next = FeatureCache.in(folder.resolve("b"), MUCH, MUCH).shelf(SPEC);
    assertThat(gives(next, 1)).isTrue();
    assertThat(next.retains(key(2))).isFalse();
  }

  @Test
  void memoryOrDiskAloneMustHoldARun() {
    FeatureCache cache = FeatureCache.in(folder, 10 * (40 + 120), 32 * (40 + 24));

    assertThat(cache.canHold(10, 40)).isTrue();
    assertThat(cache.canHold(30, 40)).isTrue();
    assertThat(cache.canHold(31, 40)).isFalse();
    assertThat(FeatureCache.inMemory(10 * (40 + 120)).canHold(11, 40)).isFalse();
  }

  @Test
  void byDefaultAQuarterOfTheHeapAndATenthOfTheFreeDisk() {
    FeatureCache cache = FeatureCache.in(folder.resolve("not/there/yet"));

    assertThat(cache.memoryBytes()).isEqualTo(Runtime.getRuntime().maxMemory() / 4);
    File disk = folder.toFile();
    assertThat(cache.diskBytes())
        .isLessThanOrEqualTo(FeatureCache.MOST_DISK_BYTES)
        .isBetween(
            Math.min(FeatureCache.MOST_DISK_BYTES, disk.getUsableSpace() / 11),
            disk.getUsableSpace() / 9);
  }
}
