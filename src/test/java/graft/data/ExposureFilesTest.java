package graft.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExposureFilesTest {

  @TempDir Path folder;

  private static String hash(int seed) {
    return new Sha256().add("example " + seed).hex();
  }

  private static Set<String> hashes(int from, int to) {
    return IntStream.range(from, to).mapToObj(ExposureFilesTest::hash).collect(Collectors.toSet());
  }

  private static Exposure exposure() {
    return new Exposure(
        hashes(0, 50), hashes(50, 60), Set.of(), List.of("run 1 is not known", "nor is „2“"));
  }

  private ExposureFiles files() {
    return new ExposureFiles(folder.resolve("contents"));
  }

  @Test
  void whatIsKeptIsFoundByItsName() {
    String name = files().keep(exposure());

    assertThat(files().find(name)).hasValue(exposure());
    assertThat(files().names()).containsExactly(name);
    assertThat(files().find(files().keep(Exposure.NONE))).hasValue(Exposure.NONE);
  }

  @Test
  void equalExposuresShareAFile() {
    assertThat(files().keep(exposure())).isEqualTo(files().keep(exposure()));
    assertThat(files().names()).hasSize(1);
  }

  @Test
  void anExampleTakes32Bytes() throws IOException {
    String one = files().keep(new Exposure(hashes(0, 1000), Set.of(), Set.of(), List.of()));
    String two = files().keep(new Exposure(hashes(0, 3000), Set.of(), Set.of(), List.of()));

    long more =
        Files.size(folder.resolve("contents").resolve(two))
            - Files.size(folder.resolve("contents").resolve(one));
    assertThat(more).isEqualTo(2000 * 32);
  }

  @Test
  void everyDamageIsNoticed() throws IOException {
    String name = files().keep(new Exposure(hashes(0, 2), hashes(2, 3), Set.of(), List.of("a")));
    Path file = folder.resolve("contents").resolve(name);
    byte[] sound = Files.readAllBytes(file);

    for (int at = 0; at < sound.length; at++) {
      byte[] damaged = sound.clone();
      damaged[at] ^= 1;
      Files.write(file, damaged);
      assertThat(files().find(name)).isEmpty();
    }
    Files.write(file, new byte[0]);
    assertThat(files().find(name)).isEmpty();
    Files.delete(file);
    assertThat(files().find(name)).isEmpty();
  }

  @Test
  void aDamagedFileIsWrittenAnew() throws IOException {
    String name = files().keep(exposure());
    Files.write(folder.resolve("contents").resolve(name), new byte[] {1});

    files().keep(exposure());

    assertThat(files().find(name)).hasValue(exposure());
  }

  @Test
  void theWorstUseCounts() {
    Exposure met = new Exposure(Set.of(hash(1)), Set.of(hash(1), hash(2)), Set.of(), List.of());

    assertThat(met.use(example(hash(1)))).isEqualTo(Exposure.Use.TRAINED);
    assertThat(met.use(example(hash(2)))).isEqualTo(Exposure.Use.CHOSE);
    assertThat(met.use(example(hash(3)))).isEqualTo(Exposure.Use.NEW);
  }

  @Test
  void hashesOfAnotherKindAreKeptToo() {
    Set<String> contents = Exposure.contents(List.of(example("not a hash"), example("")));
    Exposure met = new Exposure(contents, Set.of(), Set.of(), List.of());

    Exposure found = files().find(files().keep(met)).orElseThrow();

    assertThat(found.use(example("not a hash"))).isEqualTo(Exposure.Use.TRAINED);
    assertThat(found.use(example("another"))).isEqualTo(Exposure.Use.NEW);
  }

  private static Example example(String hash) {
    return new Example("id", hash, new Source.Text("a"), new Target.None());
  }
}
