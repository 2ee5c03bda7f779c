package graft.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/**
 * Takes turns with another program: a number on standard input does the work as often and answers
 * with the seconds; the end of input is answered with the peak of resident memory.
 */
final class Turns {

  private static final Path STATUS = Path.of("/proc/self/status");

  private static final int WARM_UP = 3;

  private Turns() {}

  /** Says, before the first turn, what shows that both programs compute the same. */
  static void say(double... curve) {
    String numbers =
        DoubleStream.of(curve).mapToObj(Double::toString).collect(Collectors.joining(", "));
    print("{\"curve\": [%s]}".formatted(numbers));
  }

  /** Warms up, then works whenever it is asked to. */
  static void take(Work work) throws IOException {
    for (int i = 0; i < WARM_UP; i++) {
      work.once();
    }
    takeWarm(work);
  }

  /** Works whenever it is asked to, for work that the curve has warmed up. */
  static void takeWarm(Work work) throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      long start = System.nanoTime();
      for (int i = 0; i < Integer.parseInt(line); i++) {
        work.once();
      }
      print(String.format(Locale.ROOT, "{\"seconds\": %.6f}", (System.nanoTime() - start) / 1e9));
    }
    print("{\"peak_mb\": %d}".formatted(peakKilobytes() / 1024));
  }

  private static long peakKilobytes() throws IOException {
    return Files.readAllLines(STATUS).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow();
  }

  private static void print(String line) {
    System.out.println(line);
  }

  /** What one turn repeats. */
  @FunctionalInterface
  interface Work {

    void once() throws IOException;
  }
}
