package graft.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What folders are taken for; no picture is read. */
class LayoutTest {

  private static final String SPLIT = " --split 70/15/15 where they are the classes";

  @ParameterizedTest
  @CsvSource({
    "train, test",
    "Training, Testing",
    "TRAIN_SET, TEST_SET",
    "training-set, test-set",
    "trainingSet, testSet",
    "Train Images, Test Images",
    "01_train, 02_test",
    "train2017, test2017",
    "trn, tst",
    "seg_train, seg_test",
    "flowers-Train-v2, flowers-Test-v2",
    "train, holdout_test",
    "train, eval",
    "Trainingsdaten, Testdaten",
    "Entrenamiento, Prueba",
    "Entraînement, Essai",
    "addestramento, prova",
    "treino, teste",
    "обучение, тест",
    "eğitim, test",
    "训练集, 测试集",
    "訓練, テスト",
    "학습, 시험",
  })
  void partsAreKnownByTheirNames(String train, String test) {
    Layout layout =
        layout(
            train + "/cats/1.jpg",
            train + "/dogs/1.jpg",
            test + "/cats/2.jpg",
            test + "/dogs/2.jpg");

    assertThat(layout.parts()).isEqualTo(Map.of(Part.TRAIN, train, Part.TEST, test));
    assertThat(layout.classFolders().values()).containsOnly("cats", "dogs");
    assertThat(layout.strays()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "val",
        "Valid",
        "VALIDATION",
        "dev",
        "dev-set",
        "hold-out",
        "validación",
        "Validierung",
        "验证",
        "検証",
        "eval"
      })
  void aThirdPartIsValidation(String validation) {
    Layout layout =
        layout(
            "train/cats/1.jpg",
            "train/dogs/1.jpg",
            validation + "/cats/2.jpg",
            validation + "/dogs/2.jpg",
            "test/cats/3.jpg",
            "test/dogs/3.jpg");

    assertThat(layout.parts()).containsEntry(Part.VALIDATION, validation).hasSize(3);
  }

  @Test
  void wordsForEitherPartFillTheOneThatIsMissing() {
    assertThat(
            layout(
                    "train/a/1.jpg",
                    "train/b/1.jpg",
                    "val/a/2.jpg",
                    "val/b/2.jpg",
                    "eval/a/3.jpg",
                    "eval/b/3.jpg")
                .parts())
        .containsEntry(Part.VALIDATION, "val")
        .containsEntry(Part.TEST, "eval");
  }

  @Test
  void foldersAroundPartsAndInsideOfThemAreLookedThrough() {
    Layout layout =
        layout(
            "seg_train/seg_train/sea/1.jpg",
            "seg_train/seg_train/ice/1.jpg",
            "seg_test/seg_test/sea/2.jpg",
            "seg_test/seg_test/ice/2.jpg",
            "seg_pred/seg_pred/3.jpg",
            "seg_pred/LICENSE");

    assertThat(layout.parts())
        .isEqualTo(Map.of(Part.TRAIN, "seg_train/seg_train", Part.TEST, "seg_test/seg_test"));
    assertThat(layout.origin())
        .isEqualTo("ready-made (train seg_train/seg_train, test seg_test/seg_test)");
    assertThat(layout.strays()).containsExactly("seg_pred/LICENSE", "seg_pred/seg_pred/3.jpg");
  }

  @Test
  void aTestPartWithoutLabelsIsLeftOut() {
    Layout layout = layout("train/cats/1.jpg", "train/dogs/1.jpg", "test/1.jpg", "test/2.jpg");

    assertThat(layout.parts()).containsEntry(Part.TRAIN, "train");
    assertThat(layout.strays()).containsExactly("test/1.jpg", "test/2.jpg");
  }

  @Test
  void theOnlyClassOfAPartIsNoWrapper() {
    Layout layout =
        layout(
            "train/cats/tabby/1.jpg", "train/cats/grey/1.jpg", "val/cats/2.jpg", "val/dogs/2.jpg");

    assertThat(layout.parts()).isEqualTo(Map.of(Part.TRAIN, "train", Part.VALIDATION, "val"));
    assertThat(layout.classFolders()).containsEntry("train/cats", "cats");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "train/1.jpg bus/1.jpg car/1.jpg",
        "test/1.jpg blood/1.jpg",
        "train/1.jpg test/1.jpg bus/1.jpg",
        "train/steam/1.jpg train/diesel/1.jpg bus/city/1.jpg bus/coach/1.jpg"
      })
  void classesMayHaveTheNamesOfParts(String paths) {
    Layout layout = layout(paths.split(" "));

    assertThat(layout.parts()).isEmpty();
    assertThat(layout.classFolders()).hasSizeGreaterThanOrEqualTo(2);
    assertThat(layout.classFolders().keySet()).noneMatch(path -> path.contains("/"));
  }

  @Test
  void partsMayLieInsideOfClasses() {
    Layout layout =
        layout(
            "cats/train/1.jpg",
            "cats/test/2.jpg",
            "dogs/train/1.jpg",
            "dogs/test/2.jpg",
            "dogs/notes.txt");

    assertThat(layout.isReadyMade()).isTrue();
    assertThat(layout.files())
        .extracting(each -> each.file().path() + " " + each.label() + " " + each.part())
        .containsExactlyInAnyOrder(
            "cats/train/1.jpg cats TRAIN",
            "cats/test/2.jpg cats TEST",
            "dogs/train/1.jpg dogs TRAIN",
            "dogs/test/2.jpg dogs TEST");
    assertThat(layout.strays()).containsExactly("dogs/notes.txt");
    assertThat(layout.notes()).containsExactly("the parts lie within the folders of the classes");
  }

  @ParameterizedTest
  @CsvSource({
    "Lernen, Prüfen, --train Lernen --test FOLDER",
    "A, B, --train FOLDER --test FOLDER",
    "validation, test, --train FOLDER --test FOLDER"
  })
  void whatIsNotClearIsAskedFor(String one, String other) {
    assertThatThrownBy(
            () ->
                layout(
                    one + "/cats/1.jpg",
                    one + "/dogs/1.jpg",
                    other + "/cats/2.jpg",
                    other + "/dogs/2.jpg"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("say which are parts, for example %data photos/ --train ")
        .hasMessageEndingWith(SPLIT);
  }

  @Test
  void aFurtherFolderWithTheSameClassesIsAskedFor() {
    assertThatThrownBy(
            () ->
                layout(
                    "train/a/1.jpg",
                    "train/b/1.jpg",
                    "test/a/2.jpg",
                    "test/b/2.jpg",
                    "extra/a/3.jpg",
                    "extra/b/3.jpg"))
        .hasMessage(
            "folders 'train', 'test', 'extra' in photos/ hold the same class folders; say which are parts, for example %data photos/ --test test --train train, or %data photos/"
                + SPLIT);
  }

  @Test
  void onlyAPartsNameThatHoldsClassesIsAskedFor() {
    assertThatThrownBy(() -> layout("train/cats/1.jpg", "train/dogs/1.jpg", "more/1.jpg"))
        .hasMessageStartingWith(
            "'train' in photos/ holds class folders and has a part's name; say");
  }

  @Test
  void partsWithoutClassFoldersAreNoClasses() {
    assertThatThrownBy(() -> layout("train/cat.0.jpg", "test/1.jpg"))
        .hasMessage(
            "'test', 'train' in photos/ hold pictures and no class folders; put the pictures of each class into a folder of its own");
  }

  @Test
  void sharesSayThatFoldersAreClasses() {
    Division shares = Division.automatic().by(SplitRule.DEFAULT);

    Layout layout = Layout.of(tree("A/x/1.jpg", "A/y/1.jpg", "B/x/2.jpg", "B/y/2.jpg"), shares);

    assertThat(layout.parts()).isEmpty();
    assertThat(layout.classFolders().values()).containsExactly("A", "B");
  }

  @Test
  void manyFoldersThatAreAlikeAreClassesWithANote() {
    Layout layout =
        layout(
            "a/x/1.jpg",
            "a/y/1.jpg",
            "b/x/1.jpg",
            "b/y/1.jpg",
            "c/x/1.jpg",
            "c/y/1.jpg",
            "d/x/1.jpg",
            "d/y/1.jpg");

    assertThat(layout.classFolders()).hasSize(4);
    assertThat(layout.notes())
        .containsExactly(
            "folders 'a', 'b', 'c', 'd' in photos/ hold the same folders (x, y); they are taken for the classes");
  }

  @Test
  void theUserSaysWhichFoldersAreParts() {
    Division said =
        Division.automatic().from(Part.TRAIN, "Lernen/").from(Part.TEST, "photos/mehr/Prüfen");
    FileTree tree =
        tree(
            "Lernen/cats/1.jpg",
            "Lernen/dogs/1.jpg",
            "mehr/Prüfen/cats/2.jpg",
            "mehr/Prüfen/dogs/2.jpg",
            "rest/3.jpg");

    Layout layout = Layout.of(tree, said);

    assertThat(layout.parts()).isEqualTo(Map.of(Part.TRAIN, "Lernen", Part.TEST, "mehr/Prüfen"));
    assertThat(layout.origin()).isEqualTo("ready-made (train Lernen, test mehr/Prüfen)");
    assertThat(layout.strays()).containsExactly("rest/3.jpg");
    assertThat(Division.parse(said.words(), 42).words()).isEqualTo(said.words());
  }

  @Test
  void saidFoldersMustBeThereAndApart() {
    FileTree tree = tree("a/cats/1.jpg", "a/dogs/1.jpg", "b/cats/1.jpg", "b/dogs/1.jpg");

    assertThatThrownBy(() -> Layout.of(tree, Division.automatic().from(Part.TRAIN, "c")))
        .hasMessage("--train must name a folder in photos/, received c; there are 'a', 'b'");
    assertThatThrownBy(() -> Layout.of(tree, Division.automatic().from(Part.TEST, "a")))
        .hasMessage(
            "--test goes with --train, which names the folder that is trained on; add that");
    assertThatThrownBy(
            () ->
                Layout.of(
                    tree, Division.automatic().from(Part.TRAIN, "a").from(Part.TEST, "a/cats")))
        .hasMessage(
            "--train and --test must name folders of which none lies in the other, received a and a/cats");
  }

  @Test
  void filesThatAreNoPicturesDecideNothing() {
    FileTree tree =
        PictureFolders.unwrapped(
            tree(
                "inner/cats/1.JPG",
                "inner/dogs/2.JpEg",
                "LICENSE",
                "README.md",
                "docs/how.txt",
                "inner/labels.csv",
                "boxes/cats/1.xml"));

    assertThat(tree.shown()).isEqualTo("photos/inner/");
    Layout layout = Layout.of(tree, Division.automatic());
    assertThat(layout.classFolders().values()).containsExactly("cats", "dogs");
    assertThat(layout.strays())
        .containsExactly("LICENSE", "README.md", "boxes/cats/1.xml", "docs/how.txt", "labels.csv");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Cat|cat|cat", "'cat '|cat|cat", "'big  cat'|big cat|big cat",
            "cafe\u0301|caf\u00e9|caf\u00e9",
        "cat\u200b|cat|cat", "\uff23\uff41\uff54|Cat|Cat", "Straße|STRASSE|Straße",
            "\u00a0cat|cat|cat"
      })
  void namesThatLookTheSameAreOneClass(String one, String other, String label) {
    Layout layout = layout(one + "/1.jpg", other + "/2.jpg", "dog/1.jpg");

    assertThat(layout.classFolders().values()).containsOnly(label, "dog");
    assertThat(layout.notes()).hasSize(1);
    assertThat(layout.notes().get(0))
        .startsWith("folders whose names look the same are one class, '%s': ".formatted(label));
  }

  @Test
  void spellingsMayDifferBetweenParts() {
    Layout layout =
        layout("train/cats/1.jpg", "train/dogs/1.jpg", "test/Cats/2.jpg", "test/Dogs /2.jpg");

    assertThat(layout.classFolders().values()).containsOnly("cats", "dogs");
    assertThat(layout.notes()).hasSize(2);
  }

  @Test
  void lettersSideBySideStayTwoClasses() {
    assertThat(
            layout("train/A/1.jpg", "train/a/1.jpg", "test/A/2.jpg", "test/a/2.jpg")
                .classFolders()
                .values())
        .containsOnly("A", "a");
    assertThat(
            layout("train/A/1.jpg", "train/B/1.jpg", "test/a/2.jpg", "test/b/2.jpg")
                .classFolders()
                .values())
        .containsOnly("a", "b");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "@eaDir",
        "#recycle",
        "$RECYCLE.BIN",
        "lost+found",
        "System Volume Information",
        ".AppleDouble",
        ".thumbnails",
        "__MACOSX",
        ".@__thumb",
        ".Trash-1000",
        ".snapshot"
      })
  void foldersOfSystemsAreLeftovers(String name) {
    assertThat(Leftovers.isFolder(name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ".DS_Store",
        "Thumbs.db",
        "desktop.ini",
        "._1.jpg",
        "1.jpg.part",
        "~$list.docx",
        "SYNOFILE_THUMB_M.png",
        ".nfs0001",
        "1.jpg@SynoEAStream",
        "1.jpg:Zone.Identifier",
        "1.jpg~",
        "Icon\r"
      })
  void filesOfSystemsAreLeftovers(String name) {
    assertThat(Leftovers.isFile(name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"cats", "$5", "#1", "@home", "part", "temp", "CVS", "thumbs", "lost"})
  void classesAreNoLeftovers(String name) {
    assertThat(Leftovers.isFolder(name)).isFalse();
  }

  private static Layout layout(String... paths) {
    return Layout.of(tree(paths), Division.automatic());
  }

  private static FileTree tree(String... paths) {
    TreeSet<String> folders = new TreeSet<>();
    List<StoredFile> files = new ArrayList<>();
    for (String path : paths) {
      for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
        folders.add(path.substring(0, slash));
      }
      files.add(new StoredFile(path, 1, () -> new byte[] {'x'}));
    }
    return new FileTree("photos/", folders, files, new TreeMap<>(), FileTree.Besides.NOTHING);
  }
}
