package graft.magics.command;

import graft.data.Part;
import graft.train.FineTuneOptions;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a user asked for, checked and typed. Names of models and data sets are still texts: whoever
 * carries the command out resolves them. A component is null where the user left it out.
 */
public sealed interface Command
    permits Command.OpenData,
        Command.LoadPretrained,
        Command.ShowStages,
        Command.Freeze,
        Command.Unfreeze,
        Command.FineTune,
        Command.FindRate,
        Command.Evaluate,
        Command.Compare,
        Command.Predict,
        Command.ShowCode,
        Command.Help,
        GraftCommand {

  /**
   * {@code %data}.
   *
   * @param path folder, zip, {@code sample:…} or a name; null shows the current data
   * @param split percentages; null leaves the choice to the data set
   * @param seed seed of the split
   * @param folders the folder of each part that was named; empty where the data set decides
   * @param augment whether to show what augmentation does to the pictures
   * @param as name of the result
   */
  record OpenData(
      @Nullable String path,
      @Nullable SplitPercent split,
      @Nullable Long seed,
      Map<Part, String> folders,
      Preview augment,
      @Nullable String as)
      implements Command {

    /** Copies the map. */
    public OpenData {
      folders = Map.copyOf(folders);
    }

    /** Says whether something is said of the parts. */
    public boolean divides() {
      return split != null || seed != null || !folders.isEmpty();
    }
  }

  /**
   * {@code %pretrained}.
   *
   * @param name a backbone, a file, {@code run:3} or {@code run:last}; null lists what there is
   * @param weights where the numbers come from
   * @param seed seed of random weights
   * @param as name of the result
   */
  record LoadPretrained(
      @Nullable String name, Weights weights, @Nullable Long seed, @Nullable String as)
      implements Command {}

  /**
   * {@code %freeze --show}: shows the stages and changes nothing.
   *
   * @param model whose stages; null for the current model
   * @param as name of the result
   */
  record ShowStages(@Nullable String model, @Nullable String as) implements Command {}

  /**
   * {@code %freeze}.
   *
   * @param until the first stage that trains; null freezes the whole backbone
   * @param norms what frozen batch norms do
   * @param model whose policy; null for the current model
   * @param as name of the result
   */
  record Freeze(@Nullable String until, Norms norms, @Nullable String model, @Nullable String as)
      implements Command {}

  /**
   * {@code %unfreeze}.
   *
   * @param scope what trains beside the head
   * @param norms what frozen batch norms do
   * @param model whose policy; null for the current model
   * @param as name of the result
   */
  record Unfreeze(Scope scope, Norms norms, @Nullable String model, @Nullable String as)
      implements Command {}

  /**
   * {@code %finetune}.
   *
   * @param data what to train on; null for the current data
   * @param model what to train; null for the current model
   * @param options how
   * @param continues whether to go on from the live weights
   * @param resumes whether to finish the same run where it was cut off
   * @param as name of the result
   */
  record FineTune(
      @Nullable String data,
      @Nullable String model,
      FineTuneOptions options,
      boolean continues,
      boolean resumes,
      @Nullable String as)
      implements Command {}

  /**
   * {@code %lr_find}.
   *
   * @param data what to sweep on; null for the current data
   * @param model whose rate; null for the current model
   * @param options of the run that the rate is for
   * @param continues whether that run goes on from the live weights
   * @param as name of the result
   */
  record FindRate(
      @Nullable String data,
      @Nullable String model,
      FineTuneOptions options,
      boolean continues,
      @Nullable String as)
      implements Command {}

  /**
   * {@code %evaluate}.
   *
   * @param model what to judge; null for the current model
   * @param on which examples
   * @param baseline what to compare with beside what is free
   * @param as name of the result
   */
  record Evaluate(@Nullable String model, Examples on, Baseline baseline, @Nullable String as)
      implements Command {}

  /**
   * {@code %compare}.
   *
   * @param models what to compare, at least two; the first is the reference
   * @param on which examples
   * @param as name of the result
   */
  record Compare(List<String> models, Examples on, @Nullable String as) implements Command {

    /** Copies the list. */
    public Compare {
      models = List.copyOf(models);
    }
  }

  /**
   * {@code %predict}.
   *
   * @param inputs files, folders, zips or names, at least one
   * @param out the CSV file to write; null for none
   * @param model what predicts; null for the current model
   * @param as name of the result
   */
  record Predict(
      List<String> inputs, @Nullable String out, @Nullable String model, @Nullable String as)
      implements Command {

    /** Copies the list. */
    public Predict {
      inputs = List.copyOf(inputs);
    }
  }

  /**
   * {@code --code} on any magic: shows the Java that does the same, and carries nothing out.
   *
   * @param command what the Java does
   */
  record ShowCode(Command command) implements Command {}

  /**
   * {@code --help} or {@code ?} on any magic; {@link HelpText#of} has the text.
   *
   * @param spec what is explained
   */
  record Help(CommandSpec spec) implements Command {}

  /** Which augmentation {@code %data} shows. */
  enum Preview {
    /** None. */
    NONE,
    /** That of {@link FineTuneOptions.Augment#LIGHT}. */
    LIGHT
  }

  /** Where a backbone's numbers come from. */
  enum Weights {
    /** The pretrained ones. */
    DEFAULT,
    /** Random ones. */
    NONE
  }

  /** What batch norms of frozen stages do. */
  enum Norms {
    /** They keep their statistics. */
    EVAL,
    /** They follow the batches. */
    TRAIN
  }

  /** What {@code %unfreeze} opens; the head always trains. */
  sealed interface Scope {

    /** The whole backbone. */
    record All() implements Scope {}

    /**
     * The last stages of the backbone.
     *
     * @param stages how many, at least 1
     */
    record Last(int stages) implements Scope {}

    /**
     * A stage and all after it.
     *
     * @param stage its name
     */
    record From(String stage) implements Scope {}
  }

  /** What {@code %evaluate} compares with beside what is free. */
  enum Baseline {
    /** Nothing more. */
    NONE,
    /** The same network from random weights, with the same budget. */
    SCRATCH
  }

  /** What {@code %evaluate} and {@code %compare} judge on. */
  sealed interface Examples {

    /**
     * One part of a data set.
     *
     * @param part validation or test
     * @param data the data set; null for the current one
     */
    record Of(Part part, @Nullable String data) implements Examples {}

    /**
     * All of another data set.
     *
     * @param data the data set
     */
    record All(String data) implements Examples {}
  }
}
