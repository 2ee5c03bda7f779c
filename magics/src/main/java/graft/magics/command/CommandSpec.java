package graft.magics.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Declares one magic or one subcommand of {@code %graft}: the only source of parsing, help,
 * suggestions and the reference list.
 */
public final class CommandSpec {

  static final Option<Boolean> CODE =
      Option.flag("code", "shows the Java that does the same, and does nothing else");
  static final Option<Boolean> HELP = Option.flag("help", "shows this text; so does ?");

  /** What every magic takes. */
  static final List<Option<?>> COMMON = List.of(CODE, HELP);

  private final String name;
  private final String summary;
  private final List<Positional> positionals;
  private final List<OptionGroup> groups;
  private final List<List<Option<?>>> exclusive;
  private final List<CommandSpec> subcommands;
  private final List<String> examples;
  private final boolean bodyIsInput;
  private final Function<Arguments, Command> maker;

  private CommandSpec(Builder builder, Function<Arguments, Command> maker) {
    this.name = builder.name;
    this.summary = builder.summary;
    this.positionals = List.copyOf(builder.positionals);
    this.groups = builder.allGroups();
    this.exclusive = List.copyOf(builder.exclusive);
    this.subcommands = List.copyOf(builder.subcommands);
    this.examples = List.copyOf(builder.examples);
    this.bodyIsInput = builder.bodyIsInput;
    this.maker = maker;
  }

  /** Starts a declaration. */
  static Builder named(String name, String summary) {
    return new Builder(name, summary);
  }

  /**
   * Returns the name without its percent sign, for example {@code finetune} or {@code graft use}.
   */
  public String name() {
    return name;
  }

  /** Returns the last word of the name, for example {@code use}. */
  String shortName() {
    return name.substring(name.lastIndexOf(' ') + 1);
  }

  /** Returns one sentence on what it does. */
  public String summary() {
    return summary;
  }

  /** Returns whole lines that show it at work; each parses. */
  public List<String> examples() {
    return examples;
  }

  /** Returns what a user types, for example {@code %finetune}. */
  String typed() {
    return "%" + name;
  }

  List<Positional> positionals() {
    return positionals;
  }

  /** Returns the options, last those that every magic takes. */
  List<Option<?>> options() {
    return groups.stream().<Option<?>>flatMap(group -> group.options().stream()).toList();
  }

  /** Returns the same options as help shows them. */
  List<OptionGroup> groups() {
    return groups;
  }

  /** Returns whether it takes more options than a line should list. */
  boolean isLarge() {
    return groups.size() > 1;
  }

  /** Returns the option that a word such as {@code --epochs=3} names. */
  Optional<Option<?>> option(Word word) {
    return options().stream()
        .filter(option -> option.dashed().equals(word.optionText()))
        .findFirst();
  }

  /** Returns groups of which at most one option may be given. */
  List<List<Option<?>>> exclusive() {
    return exclusive;
  }

  List<CommandSpec> subcommands() {
    return subcommands;
  }

  /** Returns whether the body of {@code %%name} would be the input instead of more options. */
  boolean bodyIsInput() {
    return bodyIsInput;
  }

  /** Returns the command, or the wish to see its Java. */
  Command make(Arguments arguments) {
    Command command = maker.apply(arguments);
    return arguments.has(CODE) ? new Command.ShowCode(command) : command;
  }

  /** Collects the parts of a declaration. */
  static final class Builder {
    private final String name;
    private final String summary;
    private final List<Positional> positionals = new ArrayList<>();
    private final List<OptionGroup> groups = new ArrayList<>();
    private final List<Option<?>> options = new ArrayList<>();
    private String title = "";
    private final List<List<Option<?>>> exclusive = new ArrayList<>();
    private final List<CommandSpec> subcommands = new ArrayList<>();
    private final List<String> examples = new ArrayList<>();
    private boolean bodyIsInput;

    private Builder(String name, String summary) {
      this.name = name;
      this.summary = summary;
    }

    Builder optional(String noun, String description) {
      return positional(noun, Positional.Presence.OPTIONAL, description);
    }

    Builder required(String noun, String description) {
      return positional(noun, Positional.Presence.REQUIRED, description);
    }

    Builder repeated(String noun, String description) {
      return positional(noun, Positional.Presence.REPEATED, description);
    }

    private Builder positional(String noun, Positional.Presence presence, String description) {
      positionals.add(new Positional(noun, presence, description));
      return this;
    }

    /** Begins a group of options that belong together. */
    Builder group(String newTitle) {
      endGroup();
      title = newTitle;
      return this;
    }

    private void endGroup() {
      if (!options.isEmpty()) {
        groups.add(new OptionGroup(title, options));
        options.clear();
      }
    }

    private List<OptionGroup> allGroups() {
      if (!title.isEmpty()) {
        group("instead of doing it");
      }
      options.addAll(COMMON);
      endGroup();
      return List.copyOf(groups);
    }

    Builder options(Option<?>... declared) {
      options.addAll(List.of(declared));
      return this;
    }

    Builder exclusive(Option<?>... group) {
      exclusive.add(List.of(group));
      return this;
    }

    Builder subcommands(CommandSpec... specs) {
      subcommands.addAll(List.of(specs));
      return this;
    }

    Builder examples(String... lines) {
      examples.addAll(List.of(lines));
      return this;
    }

    Builder bodyIsInput() {
      bodyIsInput = true;
      return this;
    }

    CommandSpec makes(Function<Arguments, Command> maker) {
      return new CommandSpec(this, maker);
    }
  }
}
