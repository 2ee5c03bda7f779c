package graft.train;

import graft.weights.FileHash;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Says in a folder's name whose work lies in it, so that others know whether that goes on: machine,
 * process, when the process began, and a number drawn for each piece of work. A process that is
 * killed leaves the name; one that ends its work takes it back.
 *
 * <p>A process number alone says little: it is given again, and means nothing on another machine
 * that shares the folder.
 */
final class Owner {

  /** What is known of the work behind a name. */
  enum Life {
    /** Its process lives and has not ended it. */
    ALIVE,
    /** Nobody goes on with it. */
    GONE,
    /** It belongs to another machine, or another container. */
    ELSEWHERE
  }

  private static final Pattern NAME =
      Pattern.compile("([0-9a-f]{8})-(\\d{1,18})-(\\d{1,18})-[0-9a-f]{8}");

  /** The form of earlier versions: a process number. */
  private static final Pattern PROCESS = Pattern.compile("\\d{1,18}");

  /** Clocks are put right while processes run, and the time of a start is derived from them. */
  private static final long TOLERANCE_SECONDS = 3;

  private static final String MACHINE = machine();
  private static final Set<String> AT_WORK = ConcurrentHashMap.newKeySet();

  private Owner() {}

  /** Begins a piece of work of this process; {@link #end} ends it. */
  static String begin() {
    ProcessHandle own = ProcessHandle.current();
    String name =
        "%s-%d-%d-%s"
            .formatted(
                MACHINE, own.pid(), started(own), UUID.randomUUID().toString().substring(0, 8));
    AT_WORK.add(name);
    return name;
  }

  /** Ends a piece of work of this process. */
  static void end(String name) {
    AT_WORK.remove(name);
  }

  /** Returns whether the work behind a name goes on. What is no owner's name is nobody's. */
  static Life life(String name) {
    if (PROCESS.matcher(name).matches()) {
      return ProcessHandle.of(Long.parseLong(name)).isPresent() ? Life.ALIVE : Life.GONE;
    }
    Matcher matcher = NAME.matcher(name);
    if (!matcher.matches()) {
      return Life.GONE;
    }
    if (!matcher.group(1).equals(MACHINE)) {
      return Life.ELSEWHERE;
    }
    return alive(name, Long.parseLong(matcher.group(2)), Long.parseLong(matcher.group(3)))
        ? Life.ALIVE
        : Life.GONE;
  }

  private static boolean alive(String name, long process, long started) {
    if (process == ProcessHandle.current().pid()) {
      return AT_WORK.contains(name);
    }
    Optional<ProcessHandle> found = ProcessHandle.of(process);
    return found.isPresent() && Math.abs(started(found.get()) - started) <= TOLERANCE_SECONDS;
  }

  private static long started(ProcessHandle process) {
    return process.info().startInstant().map(Instant::getEpochSecond).orElse(0L);
  }

  /**
   * Processes of two containers, or of one machine before and after it was switched on again, have
   * the same numbers and are not the same.
   */
  private static String machine() {
    String text =
        "%s|%s|%s"
            .formatted(
                text(Path.of("/proc/sys/kernel/random/boot_id")),
                link(Path.of("/proc/self/ns/pid")),
                System.getenv().getOrDefault("COMPUTERNAME", ""));
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return FileHash.sha256(bytes).substring(0, 8);
  }

  /** Returns what a system without such a file does not say: nothing. */
  private static String text(Path file) {
    try {
      return Files.isReadable(file) ? Files.readString(file) : "";
    } catch (IOException e) {
      return "";
    }
  }

  private static String link(Path file) {
    try {
      return Files.isSymbolicLink(file) ? Files.readSymbolicLink(file).toString() : "";
    } catch (IOException e) {
      return "";
    }
  }
}
