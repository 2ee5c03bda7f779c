package graft.data;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * Describes a file of pictures that were shaped alike. Numbers are big-endian.
 *
 * <pre>
 * magic 8 | shape 32 | count 4 | checksum of all that follows it in the index 4
 * index   count x (content hash 32 | 1 where the slot holds it, else 0: 4 | its checksum 4)
 * slots   count x (height x width x 3)
 * </pre>
 *
 * @param shape SHA-256 of how they were shaped, in hexadecimal
 * @param height of each picture
 * @param width of each picture
 */
record PixelFormat(String shape, int height, int width) {

  /** The bytes before the index. */
  static final int HEAD_BYTES = 8 + 32 + 4 + 4;

  private static final byte[] MAGIC = "GRAFTPX1".getBytes(StandardCharsets.US_ASCII);
  private static final int HASH_BYTES = 32;
  private static final int ENTRY_BYTES = HASH_BYTES + 4 + 4;
  private static final int MOST_PICTURES = 10_000_000;
  private static final HexFormat HEX = HexFormat.of();

  /** Where a picture lies, and the CRC-32C of its bytes. */
  record Slot(int number, int checksum) {}

  /** Returns the format of what {@link ImagePreprocessing#shape} makes. */
  static PixelFormat of(ImagePreprocessing preprocessing) {
    ImagePreprocessing shapeOnly =
        new ImagePreprocessing(
            preprocessing.resize(),
            preprocessing.resampling(),
            preprocessing.cropHeight(),
            preprocessing.cropWidth(),
            List.of(0.0, 0.0, 0.0),
            List.of(1.0, 1.0, 1.0));
    return new PixelFormat(
        new Sha256().add(shapeOnly.fingerprint()).hex(),
        preprocessing.cropHeight(),
        preprocessing.cropWidth());
  }

  /** Returns what the names of all files of this shape begin with. */
  String prefix() {
    return "pixels-" + shape.substring(0, 16) + "-";
  }

  /** Returns the name of the file for these contents. */
  String fileName(Collection<String> contentHashes) {
    Sha256 hash = new Sha256();
    contentHashes.forEach(hash::add);
    return prefix() + hash.hex().substring(0, 16) + PixelFolder.ENDING;
  }

  int slotBytes() {
    return 3 * height * width;
  }

  static long slotsOffset(int count) {
    return HEAD_BYTES + (long) ENTRY_BYTES * count;
  }

  long fileBytes(int count) {
    return slotsOffset(count) + (long) slotBytes() * count;
  }

  static int checksum(byte[] bytes) {
    return checksum(bytes, 0);
  }

  private static int checksum(byte[] bytes, int offset) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes, offset, bytes.length - offset);
    return (int) checksum.getValue();
  }

  /** Returns head and index. */
  byte[] encode(List<String> contentHashes, Map<String, Slot> slots) {
    ByteBuffer out = ByteBuffer.allocate((int) slotsOffset(contentHashes.size()));
    out.put(MAGIC).put(HEX.parseHex(shape)).putInt(contentHashes.size()).putInt(0);
    for (String hash : contentHashes) {
      Slot slot = slots.get(hash);
      out.put(HEX.parseHex(hash));
      out.putInt(slot == null ? 0 : 1).putInt(slot == null ? 0 : slot.checksum());
    }
    return out.putInt(HEAD_BYTES - 4, checksum(out.array(), HEAD_BYTES)).array();
  }

  /** Returns the number of slots that a head announces, empty where it is not of this format. */
  Optional<Integer> count(byte[] head) {
    ByteBuffer in = ByteBuffer.wrap(head);
    boolean known =
        Arrays.equals(head, 0, MAGIC.length, MAGIC, 0, MAGIC.length)
            && HEX.formatHex(head, MAGIC.length, MAGIC.length + HASH_BYTES).equals(shape);
    int count = in.getInt(HEAD_BYTES - 8);
    return known && count >= 0 && count <= MOST_PICTURES ? Optional.of(count) : Optional.empty();
  }

  /** Returns the slots that hold a picture, by content; empty where head or index were damaged. */
  Optional<Map<String, Slot>> decode(byte[] headAndIndex) {
    ByteBuffer in = ByteBuffer.wrap(headAndIndex);
    if (in.getInt(HEAD_BYTES - 4) != checksum(headAndIndex, HEAD_BYTES)) {
      return Optional.empty();
    }
    Map<String, Slot> slots = new HashMap<>();
    byte[] hash = new byte[HASH_BYTES];
    in.position(HEAD_BYTES);
    for (int i = 0; in.hasRemaining(); i++) {
      in.get(hash);
      boolean held = in.getInt() == 1;
      int checksum = in.getInt();
      if (held) {
        slots.put(HEX.formatHex(hash), new Slot(i, checksum));
      }
    }
    return Optional.of(slots);
  }
}
