package graft.data;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Knows how people call the parts of a data set: {@code Training}, {@code test_set}, {@code
 * seg_train}, {@code Entraînement}.
 */
final class PartNames {

  private static final Pattern BORDERS =
      Pattern.compile(
          "(?<=\\p{Ll})(?=\\p{Lu})|(?<=\\p{L})(?=\\p{N})|(?<=\\p{N})(?=\\p{L})|[^\\p{L}\\p{N}]+");
  private static final Pattern MARKS = Pattern.compile("\\p{Mn}+");

  /** What is said beside the part without changing which it is. */
  private static final Set<String> FILLERS =
      Set.of(
          "set",
          "sets",
          "data",
          "dataset",
          "datasets",
          "image",
          "images",
          "img",
          "imgs",
          "picture",
          "pictures",
          "photo",
          "photos",
          "sample",
          "samples",
          "example",
          "examples",
          "split",
          "part",
          "folder",
          "dir",
          "subset",
          "the",
          "daten",
          "datensatz",
          "bilder",
          "satz",
          "menge",
          "datos",
          "conjunto",
          "de",
          "imagenes",
          "dados",
          "imagens",
          "donnees",
          "jeu",
          "d",
          "dati",
          "insieme",
          "immagini",
          "gegevens",
          "dane",
          "zbior",
          "veri",
          "集",
          "数据",
          "数据集",
          "用");

  private static final Map<String, Part> WORDS = new HashMap<>();

  static {
    words(
        Part.TRAIN,
        "train training trains trn trainset trainingset traindata trainingdata trainval learn "
            + "learning training trainings trainingsdaten trainingsmenge trainieren lernen entrenamiento "
            + "entrenar treino treinamento treinar entrainement apprentissage addestramento "
            + "allenamento trainen traning trænings træning trening treningowy treningowe uczenie "
            + "trenink trenovaci treningova обучение обучающая обучающии тренировка тренировочная "
            + "трени навчання тренування egitim koulutus opetus tanito tanitas εκπαιδευση antrenare "
            + "antrenament latih latihan pelatihan 训练 训练集 訓練 訓練集 学習 学習用 トレーニンク 훈련 학습 "
            + "تدريب אימון آموزش प्रशिक्षण");
    words(
        Part.VALIDATION,
        "val valid validation validate validating vali vld valset validset validationset devset dev "
            + "development validierung validierungsdaten validacion validacao validazione validatie "
            + "validering walidacja walidacyjny walidacyjne validace validacni валидация "
            + "валидационная проверочная перевірка dogrulama validointi validacio επικυρωση "
            + "validare validasi 验证 验证集 驗證 驗證集 検証 検証用 검증 تحقق אימות");
    words(
        Part.TEST,
        "test testing tests tst testset testingset testdata testdaten testmenge testen prueba "
            + "pruebas teste testes essai prova collaudo testning testowy testowe testovaci тест "
            + "тестовая тестовыи тестирование тестування testi teszt teszteles δοκιμη testare uji "
            + "pengujian 测试 测试集 測試 測試集 テスト テスト用 試験 테스트 시험 اختبار מבחן परीक्षण");
  }

  /** Words for whichever of the two is not there under a plainer name, the first one first. */
  private static final Map<String, List<Part>> EITHER =
      Map.of(
          "eval", List.of(Part.TEST, Part.VALIDATION),
          "evaluation", List.of(Part.TEST, Part.VALIDATION),
          "evaluierung", List.of(Part.TEST, Part.VALIDATION),
          "evaluacion", List.of(Part.TEST, Part.VALIDATION),
          "holdout", List.of(Part.VALIDATION, Part.TEST));

  private PartNames() {}

  private static void words(Part part, String words) {
    for (String word : words.split(" ")) {
      WORDS.put(plain(word), part);
    }
  }

  /**
   * What a folder's name says.
   *
   * @param parts in the order in which they are to be tried; empty where it names none
   * @param plain whether the name says nothing else
   */
  record Reading(List<Part> parts, boolean plain) {}

  /** Reads a folder's name. */
  static Reading read(String name) {
    List<String> tokens = tokens(name);
    Set<Part> sure = EnumSet.noneOf(Part.class);
    List<Part> either = List.of();
    boolean others = false;
    for (String token : tokens) {
      Part part = WORDS.get(token);
      if (part != null) {
        sure.add(part);
      } else if (EITHER.containsKey(token)) {
        either = EITHER.get(token);
      } else {
        others |= !FILLERS.contains(token) && !token.matches("\\p{N}+|v");
      }
    }
    if (sure.size() > 1) {
      return new Reading(List.of(), false);
    }
    return new Reading(sure.isEmpty() ? either : List.copyOf(sure), !others);
  }

  private static List<String> tokens(String name) {
    String whole = plain(name);
    if (WORDS.containsKey(whole)) {
      return List.of(whole);
    }
    List<String> tokens = new ArrayList<>();
    for (String token : BORDERS.split(Normalizer.normalize(name, Normalizer.Form.NFKC))) {
      if (!token.isEmpty()) {
        tokens.add(plain(token));
      }
    }
    return joined(tokens);
  }

  /** {@code hold-out} is one word. */
  private static List<String> joined(List<String> tokens) {
    int at = tokens.indexOf("hold");
    if (at >= 0 && at + 1 < tokens.size() && tokens.get(at + 1).equals("out")) {
      tokens.set(at, "holdout");
      tokens.remove(at + 1);
    }
    return tokens;
  }

  /** Returns a word in lower case without accents. */
  private static String plain(String word) {
    String apart = Normalizer.normalize(word.strip(), Normalizer.Form.NFKD);
    return MARKS.matcher(apart).replaceAll("").toLowerCase(Locale.ROOT);
  }
}
