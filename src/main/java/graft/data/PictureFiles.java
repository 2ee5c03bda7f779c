package graft.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Pictures without labels: one file, or all that lie in a folder or a zip.
 *
 * @param pictures with {@link Target.None}, in order of their paths; the id is the path as given or
 *     below the folder
 * @param problems one sentence for each file that is no readable picture
 */
public record PictureFiles(List<Example> pictures, List<String> problems) {

  /** Copies the lists. */
  public PictureFiles {
    pictures = List.copyOf(pictures);
    problems = List.copyOf(problems);
  }

  /**
   * Lists pictures; headers are read, pixels are not.
   *
   * @param folder where a relative path starts
   * @param input as users type it; names a single picture
   * @throws IllegalArgumentException if there is no such file or folder, or it holds no file
   * @throws graft.GraftException if the folder or the zip cannot be read
   */
  public static PictureFiles list(Path folder, String input) {
    Path path = FileNames.resolve(folder, input);
    if (!Files.exists(path)) {
      throw new IllegalArgumentException(
          "%s does not exist in %s; give a picture, a folder of pictures or a zip of them"
              .formatted(input, folder));
    }
    if (!Files.isDirectory(path) && !path.toString().toLowerCase(Locale.ROOT).endsWith(".zip")) {
      long size = path.toFile().length();
      return check(
          List.of(new StoredFile(input, size, () -> Files.readAllBytes(path))), new ArrayList<>());
    }
    FileTree tree =
        Files.isDirectory(path)
            ? FolderLister.list(path, path + "/")
            : ZipLister.list(path, path.toString());
    if (tree.files().isEmpty()) {
      throw new IllegalArgumentException(
          "%s holds no file; give a picture, a folder of pictures or a zip of them"
              .formatted(input));
    }
    return check(tree.files(), leftOut(tree));
  }

  private static List<String> leftOut(FileTree tree) {
    List<String> problems = new ArrayList<>();
    tree.closed()
        .forEach((folder, reason) -> problems.add(tree.at(folder) + " cannot be read: " + reason));
    List<String> leftovers = List.copyOf(tree.besides().leftovers());
    if (!leftovers.isEmpty()) {
      problems.add(FolderProblems.leftoverWords(leftovers));
    }
    return problems;
  }

  private static PictureFiles check(List<StoredFile> files, List<String> problems) {
    List<Example> pictures = new ArrayList<>();
    files.stream()
        .sorted(Comparator.comparing(StoredFile::path))
        .forEach(file -> check(file, pictures, problems));
    return new PictureFiles(pictures, problems);
  }

  private static void check(StoredFile file, List<Example> pictures, List<String> problems) {
    PictureCheck check = PictureCheck.of(file);
    if (check.state() == PictureCheck.State.PICTURE) {
      Source source =
          new Source.Picture(file.path(), () -> ImageDecoder.decode(file.content().read()));
      pictures.add(new Example(file.path(), check.detail(), source, new Target.None()));
    } else {
      problems.add("%s is not a readable picture: %s".formatted(file.path(), check.detail()));
    }
  }
}
