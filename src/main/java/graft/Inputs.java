package graft;

import graft.data.Example;
import graft.data.LabeledDataset;
import graft.data.LeafSamples;
import graft.data.PictureFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What to predict: the pictures of files, folders, zips and data sets. Where there is more than one
 * input, a picture is named below its own, so that all can be told apart.
 */
public final class Inputs {

  private final List<Input> inputs;

  private Inputs(List<Input> inputs) {
    this.inputs = List.copyOf(inputs);
  }

  /** Returns no input, to add some to. */
  public static Inputs none() {
    return new Inputs(List.of());
  }

  /**
   * Lists the pictures of some inputs; headers are read, pixels are not.
   *
   * @param inputs files, folders and zips, relative to the notebook's folder, or {@code
   *     sample:leaves} with its knobs
   * @throws IllegalArgumentException if there is none of that name, or it holds no file
   * @throws GraftException if a folder or a zip cannot be read
   */
  public static Inputs of(String... inputs) {
    Inputs all = none();
    for (String input : inputs) {
      all = all.and(input);
    }
    return all;
  }

  /** Returns these and one more, which is as in {@link #of}. */
  public Inputs and(String input) {
    return LeafSamples.isName(input)
        ? and(input, Graft.data(input))
        : and(input, PictureFiles.list(Graft.workspace().notebookFolder(), input));
  }

  /**
   * Returns these and all examples of a data set, whose labels do not count.
   *
   * @param name how outputs call it
   */
  public Inputs and(String name, LabeledDataset data) {
    return and(name, new PictureFiles(data.examples(), List.of()));
  }

  private Inputs and(String name, PictureFiles files) {
    List<Input> more = new ArrayList<>(inputs);
    more.add(new Input(name, files));
    return new Inputs(more);
  }

  /** Returns how the first line names them. */
  String words() {
    return String.join(", ", inputs.stream().map(Input::name).toList());
  }

  /** Returns one sentence for each file that is no readable picture. */
  List<String> problems() {
    return inputs.stream().flatMap(input -> input.files().problems().stream()).toList();
  }

  /**
   * Returns all pictures, in order.
   *
   * @throws IllegalArgumentException if there is none
   */
  List<Example> pictures() {
    List<Example> pictures =
        inputs.size() == 1
            ? inputs.get(0).files().pictures()
            : inputs.stream().flatMap(Input::below).toList();
    if (pictures.isEmpty()) {
      throw new IllegalArgumentException(
          "no input can be read: " + problems().stream().findFirst().orElse("there is none"));
    }
    return pictures;
  }

  private record Input(String name, PictureFiles files) {

    /** Returns the pictures, named below the input; one that is the input keeps its name. */
    private Stream<Example> below() {
      return files.pictures().stream().map(this::below);
    }

    private Example below(Example picture) {
      String id =
          picture.id().equals(name) ? name : name.replaceFirst("/$", "") + "/" + picture.id();
      return new Example(id, picture.contentHash(), picture.source(), picture.target());
    }
  }
}
