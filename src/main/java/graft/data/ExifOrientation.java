package graft.data;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the orientation in EXIF and XMP data, in every spelling that occurs: the number may be of
 * any numeric type, and in XMP where EXIF has none.
 */
final class ExifOrientation {

  private static final int TAG = 0x0112;
  private static final int ENTRY_BYTES = 12;
  private static final byte[] MARK = {'E', 'x', 'i', 'f', 0, 0};
  private static final Pattern XMP = Pattern.compile("tiff:Orientation(?:=\"|>)([0-9])");

  /** Tells a value that is no orientation from one that is not there. */
  private static final double UNUSABLE = 0;

  private final ByteBuffer tiff;

  private ExifOrientation(ByteBuffer tiff) {
    this.tiff = tiff;
  }

  /**
   * Finds the orientation.
   *
   * @param exif a TIFF header and what follows, with or without a mark before it; empty for none
   * @param xmp empty for none
   * @return upright where nothing else is said or the data is damaged
   */
  static Orientation find(byte[] exif, String xmp) {
    OptionalDouble value = inExif(exif);
    if (value.isPresent()) {
      return Orientation.of(value.getAsDouble());
    }
    Matcher inXmp = XMP.matcher(xmp);
    return inXmp.find() ? Orientation.of(Integer.parseInt(inXmp.group(1))) : Orientation.UPRIGHT;
  }

  private static OptionalDouble inExif(byte[] exif) {
    int start = start(exif);
    if (exif.length - start < 8) {
      return OptionalDouble.empty();
    }
    ByteBuffer tiff = ByteBuffer.wrap(exif, start, exif.length - start).slice();
    String order = StandardCharsets.ISO_8859_1.decode(tiff.duplicate().limit(2)).toString();
    if (!order.equals("II") && !order.equals("MM")) {
      return OptionalDouble.empty();
    }
    boolean magic = tiff.getShort(2) == 42 || tiff.getShort(2) == 42 << 8; // some write it swapped
    tiff.order(order.equals("II") ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    return magic ? new ExifOrientation(tiff).inDirectory() : OptionalDouble.empty();
  }

  /** Some writers put the mark twice. */
  private static int start(byte[] exif) {
    int start = 0;
    while (start < 2 * MARK.length && begins(exif, start)) {
      start += MARK.length;
    }
    return start;
  }

  private static boolean begins(byte[] exif, int at) {
    return exif.length >= at + MARK.length
        && ByteBuffer.wrap(exif, at, MARK.length).equals(ByteBuffer.wrap(MARK));
  }

  private OptionalDouble inDirectory() {
    long directory = Integer.toUnsignedLong(tiff.getInt(4));
    if (directory > tiff.limit() - 2) {
      return OptionalDouble.empty();
    }
    int entries = Short.toUnsignedInt(tiff.getShort((int) directory));
    for (int i = 0; i < entries; i++) {
      long entry = directory + 2 + (long) ENTRY_BYTES * i;
      if (entry + ENTRY_BYTES > tiff.limit()) {
        return OptionalDouble.empty();
      }
      if (Short.toUnsignedInt(tiff.getShort((int) entry)) == TAG) {
        OptionalDouble value = value((int) entry);
        if (value.isPresent()) {
          return value;
        }
      }
    }
    return OptionalDouble.empty();
  }

  private OptionalDouble value(int entry) {
    int type = Short.toUnsignedInt(tiff.getShort(entry + 2));
    long bytes = Integer.toUnsignedLong(tiff.getInt(entry + 4)) * size(type);
    long at = bytes > 4 ? Integer.toUnsignedLong(tiff.getInt(entry + 8)) : entry + 8L;
    if (bytes == 0 || at + bytes > tiff.limit()) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(number(type, (int) at)); // of several values the first counts
  }

  private static int size(int type) {
    return switch (type) {
      case 1, 2, 6, 7 -> 1;
      case 3, 8 -> 2;
      case 4, 9, 11, 13 -> 4;
      case 5, 10, 12, 16 -> 8;
      default -> 0;
    };
  }

  private double number(int type, int at) {
    return switch (type) {
      case 3, 8 -> tiff.getShort(at);
      case 4, 9, 13 -> tiff.getInt(at);
      case 5, 10 -> (double) tiff.getInt(at) / tiff.getInt(at + 4);
      case 6 -> tiff.get(at);
      case 11 -> tiff.getFloat(at);
      case 12 -> tiff.getDouble(at);
      case 16 -> tiff.getLong(at);
      default -> UNUSABLE; // bytes and letters are no numbers
    };
  }
}
