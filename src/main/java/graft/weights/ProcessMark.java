package graft.weights;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Says in a name which process writes what it names: machine, process, and when the process began.
 * A process number alone is given again, and means nothing on another machine that shares a folder.
 */
public final class ProcessMark {

  /** What is known of the process behind a mark. */
  public enum Life {
    /** It runs. */
    ALIVE,
    /** It has ended. */
    GONE,
    /** It belongs to another machine, or there is no mark. */
    UNKNOWN
  }

  private static final Pattern MARK = Pattern.compile("([0-9a-f]{8})-(\\d{1,18})-(\\d{1,18})");

  /** Clocks are put right while processes run, and the time of a start is derived from them. */
  private static final long TOLERANCE_SECONDS = 3;

  private static final String MACHINE = machine();
  private static final String OWN =
      "%s-%d-%d".formatted(MACHINE, ProcessHandle.current().pid(), began(ProcessHandle.current()));

  private ProcessMark() {}

  /** Returns the mark of this process. */
  public static String own() {
    return OWN;
  }

  /** Returns whether a name contains the mark of this process. */
  public static boolean isOwn(String name) {
    Matcher mark = MARK.matcher(name);
    return mark.find()
        && mark.group(1).equals(MACHINE)
        && Long.parseLong(mark.group(2)) == ProcessHandle.current().pid();
  }

  /** Returns what is known of the process whose mark a name contains. */
  public static Life life(String name) {
    Matcher mark = MARK.matcher(name);
    if (!mark.find() || !mark.group(1).equals(MACHINE)) {
      return Life.UNKNOWN;
    }
    Optional<ProcessHandle> process = ProcessHandle.of(Long.parseLong(mark.group(2)));
    long began = Long.parseLong(mark.group(3));
    return process.filter(each -> Math.abs(began(each) - began) <= TOLERANCE_SECONDS).isPresent()
        ? Life.ALIVE
        : Life.GONE;
  }

  private static long began(ProcessHandle process) {
    return process.info().startInstant().map(Instant::getEpochSecond).orElse(0L);
  }

  /** Two containers, or one machine before and after a restart, have the same process numbers. */
  private static String machine() {
    String text =
        String.join(
            "|",
            start(Path.of("/proc/sys/kernel/random/boot_id")),
            space(Path.of("/proc/self/ns/pid")),
            System.getenv().getOrDefault("COMPUTERNAME", ""));
    return FileHash.sha256(text.getBytes(StandardCharsets.UTF_8)).substring(0, 8);
  }

  /** Other systems have no such file, and say nothing. */
  private static String start(Path file) {
    try {
      return Files.isReadable(file) ? Files.readString(file).strip() : "";
    } catch (IOException e) {
      return "";
    }
  }

  private static String space(Path link) {
    try {
      return Files.isSymbolicLink(link) ? Files.readSymbolicLink(link).toString() : "";
    } catch (IOException e) {
      return "";
    }
  }
}
