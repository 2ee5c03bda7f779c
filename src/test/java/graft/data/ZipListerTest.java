package graft.data;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import graft.GraftException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ZipListerTest {

  private static final int CENTRAL = 0x02014b50;

  @TempDir Path folder;

  @Test
  void entriesHoldWhatWasPacked() throws IOException {
    byte[] noise = new byte[100_000];
    new Random(7).nextBytes(noise);
    Path zip =
        write(zip(UTF_8, "roses/a.jpg", noise, "tulips/tief/ü b.jpg", "text".getBytes(UTF_8)));

    FileTree tree = ZipLister.list(zip, "flowers.zip");

    assertThat(tree.folders()).containsExactly("roses", "tulips", "tulips/tief");
    assertThat(tree.files())
        .extracting(StoredFile::path)
        .containsExactly("roses/a.jpg", "tulips/tief/ü b.jpg");
    assertThat(tree.files().get(0).content().read()).isEqualTo(noise);
    assertThat(tree.files().get(1).content().read()).asString(UTF_8).isEqualTo("text");
    assertThat(tree.files().get(0).size()).isEqualTo(100_000);
  }

  @Test
  void storedEntriesAreRead() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(bytes)) {
      ZipEntry entry = new ZipEntry("roses/a.jpg");
      entry.setMethod(ZipEntry.STORED);
      entry.setSize(4);
      CRC32 crc = new CRC32();
      crc.update("text".getBytes(UTF_8));
      entry.setCrc(crc.getValue());
      out.putNextEntry(entry);
      out.write("text".getBytes(UTF_8));
    }

    FileTree tree = ZipLister.list(write(bytes.toByteArray()), "flowers.zip");

    assertThat(tree.files().get(0).content().read()).asString(UTF_8).isEqualTo("text");
  }

  @Test
  void manyThreadsReadAtOnce() throws IOException {
    Object[] entries =
        IntStream.range(0, 50)
            .boxed()
            .flatMap(i -> List.<Object>of("roses/" + i, ("text " + i).getBytes(UTF_8)).stream())
            .toArray();
    FileTree tree = ZipLister.list(write(zip(UTF_8, entries)), "flowers.zip");

    List<String> read = tree.files().parallelStream().map(ZipListerTest::text).toList();

    assertThat(read).isEqualTo(IntStream.range(0, 50).mapToObj(i -> "text " + i).toList());
  }

  @Test
  void wrappingFoldersAreLookedThrough() throws IOException {
    Path zip =
        write(
            zip(
                UTF_8,
                "a/",
                "",
                "a/b/",
                "",
                "a/b/roses/1.jpg",
                "x",
                "a/b/empty/",
                "",
                "__MACOSX/a/._b",
                "x"));

    FileTree tree = PictureFolders.unwrapped(ZipLister.list(zip, "flowers.zip"));

    assertThat(tree.shown()).isEqualTo("flowers.zip!/a/b/");
    assertThat(tree.folders()).containsExactly("empty", "roses");
    assertThat(tree.files()).extracting(StoredFile::path).containsExactly("roses/1.jpg");
    assertThat(tree.files().get(0).content().read()).asString(UTF_8).isEqualTo("x");
  }

  @Test
  void theOnlyClassIsNoWrapper() throws IOException {
    FileTree tree =
        PictureFolders.unwrapped(
            ZipLister.list(write(zip(UTF_8, "roses/1.jpg", "x", "roses/more/2.jpg", "x")), "z"));

    assertThat(tree.foldersIn("")).containsExactly("roses");
  }

  @Test
  void leftoversOfOperatingSystemsAreIgnored() throws IOException {
    Path zip =
        write(
            zip(
                UTF_8,
                "roses/Thumbs.db",
                "x",
                "roses/.DS_Store",
                "x",
                ".ipynb_checkpoints/a.jpg",
                "x",
                "roses/1.jpg",
                "x"));

    assertThat(ZipLister.list(zip, "z").files())
        .extracting(StoredFile::path)
        .containsExactly("roses/1.jpg");
  }

  @Test
  void oldCodePagesAndBackslashesAreUnderstood() throws IOException {
    Path zip = write(zip(Charset.forName("IBM437"), "roses\\schöne.jpg", "x"));

    assertThat(ZipLister.list(zip, "z").files())
        .extracting(StoredFile::path)
        .containsExactly("roses/schöne.jpg");
  }

  @Test
  void bytesBeforeTheZipAndACommentAfterItDoNotMatter() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(new byte[1000]);
    byte[] zip = zip(UTF_8, "roses/1.jpg", "text");
    zip[zip.length - 2] = 5;
    bytes.write(zip);
    bytes.write("hello".getBytes(UTF_8));

    FileTree tree = ZipLister.list(write(bytes.toByteArray()), "z");

    assertThat(text(tree.files().get(0))).isEqualTo("text");
  }

  @Test
  void entriesBeyondFourGigabytesAreFound() throws IOException {
    byte[] zip64 = zip64("roses/1.jpg", "text");

    FileTree tree = ZipLister.list(write(zip64), "z");

    assertThat(text(tree.files().get(0))).isEqualTo("text");
  }

  @ParameterizedTest
  @CsvSource({
    "../evil.jpg, holds an entry that leads out of it: ../evil.jpg",
    "roses/../../evil.jpg, holds an entry that leads out of it: roses/../../evil.jpg",
    "..\\evil.jpg, holds an entry that leads out of it: ../evil.jpg",
    "/etc/passwd, holds an entry with an absolute name: /etc/passwd",
    "C:\\evil.jpg, holds an entry with an absolute name: C:/evil.jpg",
    "\\\\host\\share.jpg, holds an entry with an absolute name: //host/share.jpg"
  })
  void namesThatLeadOutAreRefused(String name, String message) throws IOException {
    Path zip = write(zip(UTF_8, "roses/1.jpg", "x", name, "x"));

    assertThatThrownBy(() -> ZipLister.list(zip, "flowers.zip"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("zip flowers.zip " + message + "; pack the folder again without it");
  }

  @Test
  void twoEntriesOfOneNameAreRefused() throws IOException {
    byte[] zip = zip(UTF_8, "roses/1.jpg", "x", "roses/2.jpg", "y");
    String renamed = new String(zip, ISO_8859_1).replace("roses/2", "roses/1");

    Path file = write(renamed.getBytes(ISO_8859_1));

    assertThatThrownBy(() -> ZipLister.list(file, "flowers.zip"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "zip flowers.zip holds two entries of one name: roses/1.jpg; pack the folder again without it");
  }

  @Test
  void linksAreRefused() throws IOException {
    byte[] zip = zip(UTF_8, "roses/1.jpg", "/etc/passwd");
    ByteBuffer central = central(zip);
    central.put(5, (byte) 3).putInt(38, 0xA1FF << 16);

    Path file = write(zip);

    assertThatThrownBy(() -> ZipLister.list(file, "flowers.zip"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("zip flowers.zip holds a link: roses/1.jpg; pack the folder again without it");
  }

  @Test
  void encryptedZipsAreRefused() throws IOException {
    byte[] zip = zip(UTF_8, "roses/1.jpg", "x");
    ByteBuffer central = central(zip);
    central.putShort(8, (short) (central.getShort(8) | 1));

    Path file = write(zip);

    assertThatThrownBy(() -> ZipLister.list(file, "flowers.zip"))
        .hasMessage("zip flowers.zip is encrypted: roses/1.jpg; pack the folder again without it");
  }

  @Test
  void zipsThatClaimToUnpackToFarMoreAreRefused() throws IOException {
    byte[] zip = zip(UTF_8, "roses/1.jpg", "x");
    central(zip).putInt(24, -2);

    Path file = write(zip);

    assertThatThrownBy(() -> ZipLister.list(file, "flowers.zip"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "zip flowers.zip claims to unpack %d bytes to 4294967294; pack the folder again without it"
                .formatted(zip.length));
  }

  @Test
  void entriesThatHoldMoreThanTheyClaimAreBroken() throws IOException {
    byte[] zip = zip(UTF_8, "roses/1.jpg", new byte[1000]);
    central(zip).putInt(24, 10);

    StoredFile file = ZipLister.list(write(zip), "z").files().get(0);

    assertThatThrownBy(() -> file.content().read()).hasMessage("does not hold what the zip says");
  }

  @Test
  void entriesThatHoldLessThanTheyClaimAreBroken() throws IOException {
    byte[] zip = zip(UTF_8, "roses/1.jpg", new byte[1000]);
    central(zip).putInt(24, 100_000_000);

    StoredFile file = ZipLister.list(write(zip), "z").files().get(0);

    assertThatThrownBy(() -> file.content().read()).hasMessage("holds less than the zip says");
  }

  @Test
  void damagedEntriesAreBroken() throws IOException {
    byte[] zip = zip(UTF_8, "roses/1.jpg", "some text");
    central(zip).putInt(16, 12345);

    StoredFile file = ZipLister.list(write(zip), "z").files().get(0);

    assertThatThrownBy(() -> file.content().read()).hasMessage("is broken in the zip");
  }

  @Test
  void unknownPackingIsNamed() throws IOException {
    byte[] zip = zip(UTF_8, "roses/1.jpg", "x");
    central(zip).putShort(10, (short) 9);

    StoredFile file = ZipLister.list(write(zip), "z").files().get(0);

    assertThatThrownBy(() -> file.content().read())
        .hasMessage("is packed with method 9, which Java cannot unpack");
  }

  @Test
  void whatIsNoZipIsNamed() throws IOException {
    Path file = write("no zip at all, but longer than the end of one".getBytes(UTF_8));

    assertThatThrownBy(() -> ZipLister.list(file, "flowers.zip"))
        .isInstanceOf(GraftException.class)
        .hasMessage(
            "zip flowers.zip cannot be read: it is not a zip, or was cut off; pack or download it again");
  }

  @Test
  void everyCutIsAnErrorOfOneSentence() throws IOException {
    byte[] zip = zip(UTF_8, "roses/1.jpg", "x", "tulips/2.jpg", "y");
    for (int length = 0; length < zip.length; length++) {
      byte[] cut = java.util.Arrays.copyOf(zip, length);
      Path file = write(cut);

      assertThatThrownBy(() -> ZipLister.list(file, "flowers.zip"))
          .isInstanceOf(GraftException.class)
          .hasMessageStartingWith("zip flowers.zip cannot be read: ");
    }
  }

  @Test
  void noFlippedByteDoesHarm() throws IOException {
    byte[] zip = zip(UTF_8, "roses/1.jpg", "x", "tulips/2.jpg", "y");
    for (int i = 0; i < zip.length; i++) {
      byte[] flipped = zip.clone();
      flipped[i] ^= (byte) 0xFF;
      Path file = write(flipped);

      try {
        for (StoredFile stored : ZipLister.list(file, "flowers.zip").files()) {
          assertThat(stored.content().read()).hasSize(1);
        }
      } catch (IOException | GraftException | IllegalArgumentException e) {
        assertThat(e.getMessage()).isNotBlank();
      }
    }
  }

  private static String text(StoredFile file) {
    try {
      return new String(file.content().read(), UTF_8);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private Path write(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("flowers.zip"), bytes);
  }

  /** Packs names and contents, in turns. */
  private static byte[] zip(Charset names, Object... entries) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(bytes, names)) {
      for (int i = 0; i < entries.length; i += 2) {
        out.putNextEntry(new ZipEntry((String) entries[i]));
        out.write(
            entries[i + 1] instanceof byte[] raw ? raw : ((String) entries[i + 1]).getBytes(UTF_8));
      }
    }
    return bytes.toByteArray();
  }

  /** Returns the last entry of the directory. */
  private static ByteBuffer central(byte[] zip) {
    ByteBuffer bytes = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
    int at = zip.length - 4;
    while (bytes.getInt(at) != CENTRAL) {
      at--;
    }
    return bytes.slice(at, zip.length - at).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Packs one stored entry and writes every number that may be 64 bits wide that way. */
  private static byte[] zip64(String name, String text) {
    byte[] nameBytes = name.getBytes(UTF_8);
    byte[] content = text.getBytes(UTF_8);
    CRC32 crc = new CRC32();
    crc.update(content);
    ByteBuffer out = ByteBuffer.allocate(1000).order(ByteOrder.LITTLE_ENDIAN);
    out.putInt(0x04034b50).putShort((short) 45).putShort((short) 0).putShort((short) 0).putInt(0);
    out.putInt((int) crc.getValue()).putInt(-1).putInt(-1).putShort((short) nameBytes.length);
    out.putShort((short) 0).put(nameBytes).put(content);
    int central = out.position();
    out.putInt(CENTRAL).putShort((short) 45).putShort((short) 45).putShort((short) 0);
    out.putShort((short) 0).putInt(0).putInt((int) crc.getValue()).putInt(-1).putInt(-1);
    out.putShort((short) nameBytes.length).putShort((short) 28).putShort((short) 0);
    out.putInt(0).putInt(0).putInt(-1).put(nameBytes);
    out.putShort((short) 1).putShort((short) 24);
    out.putLong(content.length).putLong(content.length).putLong(0);
    int end = out.position();
    out.putInt(0x06064b50)
        .putLong(44)
        .putShort((short) 45)
        .putShort((short) 45)
        .putInt(0)
        .putInt(0);
    out.putLong(1).putLong(1).putLong(end - central).putLong(central);
    out.putInt(0x07064b50).putInt(0).putLong(end).putInt(1);
    out.putInt(0x06054b50).putInt(0).putShort((short) -1).putShort((short) -1);
    out.putInt(-1).putInt(-1).putShort((short) 0);
    return java.util.Arrays.copyOf(out.array(), out.position());
  }
}
