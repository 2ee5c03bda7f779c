package graft.weights;

import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Says in a folder's name whose work lies in it, so that others know whether that goes on: the
 * {@link ProcessMark} and a number drawn for each piece of work. A process that is killed leaves
 * the name; one that ends its work takes it back.
 */
public final class Owner {

  /** What is known of the work behind a name. */
  public enum Life {
    /** Its process lives and has not ended it. */
    ALIVE,
    /** Nobody goes on with it. */
    GONE,
    /** It belongs to another machine, or another container. */
    ELSEWHERE
  }

  private static final Pattern NAME =
      Pattern.compile("[0-9a-f]{8}-\\d{1,18}-\\d{1,18}-[0-9a-f]{8}");

  /** The form of earlier versions: a process number. */
  private static final Pattern PROCESS = Pattern.compile("\\d{1,18}");

  private static final Set<String> AT_WORK = ConcurrentHashMap.newKeySet();

  private Owner() {}

  /** Begins a piece of work of this process; {@link #end} ends it. */
  public static String begin() {
    String name =
        "%s-%s".formatted(ProcessMark.own(), UUID.randomUUID().toString().substring(0, 8));
    AT_WORK.add(name);
    return name;
  }

  /** Ends a piece of work of this process. */
  public static void end(String name) {
    AT_WORK.remove(name);
  }

  /** Returns whether the work behind a name goes on. What is no owner's name is nobody's. */
  public static Life life(String name) {
    if (PROCESS.matcher(name).matches()) {
      return ProcessHandle.of(Long.parseLong(name)).isPresent() ? Life.ALIVE : Life.GONE;
    }
    if (!NAME.matcher(name).matches()) {
      return Life.GONE;
    }
    return switch (ProcessMark.life(name)) {
      case UNKNOWN -> Life.ELSEWHERE;
      case GONE -> Life.GONE;
      case ALIVE -> ProcessMark.isOwn(name) && !AT_WORK.contains(name) ? Life.GONE : Life.ALIVE;
    };
  }
}
