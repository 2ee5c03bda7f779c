package graft.data;

import graft.data.ImageReadException.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Holds what a JPEG file says before its first scan.
 *
 * @param segments every segment before the first scan, in order
 * @param scanOffset where the first scan's marker begins in the file
 */
record JpegLayout(List<Segment> segments, int scanOffset) {

  private static final int START_OF_SCAN = 0xda;
  private static final int END_OF_IMAGE = 0xd9;
  private static final int HUFFMAN_TABLES = 0xc4;
  private static final int ARITHMETIC_TABLES = 0xcc;
  private static final int EXIF = 0xe1;
  private static final String EXIF_MARK = "Exif\0\0";
  private static final String XMP_MARK = "http://ns.adobe.com/xap/1.0/\0";
  private static final int ADOBE = 0xee;
  private static final int FIRST_APPLICATION = 0xe0;

  /** Holds one segment: its marker's second byte and what follows the length. */
  record Segment(int marker, byte[] payload) {

    boolean begins(String text) {
      byte[] wanted = text.getBytes(StandardCharsets.ISO_8859_1);
      return payload.length >= wanted.length
          && Arrays.equals(payload, 0, wanted.length, wanted, 0, wanted.length);
    }

    int u8(int index) {
      return payload[index] & 0xff;
    }

    int u16(int index) {
      return u8(index) << 8 | u8(index + 1);
    }
  }

  static JpegLayout read(HeaderInput in) throws IOException {
    List<Segment> segments = new ArrayList<>();
    in.skip(2);
    int marker = nextMarker(in);
    while (marker != START_OF_SCAN) {
      if (hasPayload(marker)) {
        segments.add(new Segment(marker, payload(in)));
      }
      marker = nextMarker(in);
    }
    JpegLayout layout = new JpegLayout(segments, Math.toIntExact(in.position() - 2));
    layout.requireDecodable();
    return layout;
  }

  private static int nextMarker(HeaderInput in) throws IOException {
    int value = in.u8();
    while (value != 0xff) {
      value = in.u8();
    }
    while (value == 0xff) {
      value = in.u8();
    }
    if (value == END_OF_IMAGE) {
      throw new ImageReadException(Reason.BROKEN, "is a JPEG without pixels");
    }
    return value == 0 ? nextMarker(in) : value;
  }

  private static boolean hasPayload(int marker) {
    return marker != 1 && (marker < 0xd0 || marker > 0xd8);
  }

  private static byte[] payload(HeaderInput in) throws IOException {
    int length = in.u16BigEndian();
    if (length < 2) {
      throw new ImageReadException(
          Reason.BROKEN, "is damaged: a JPEG segment has the impossible length " + length);
    }
    return in.bytes(length - 2);
  }

  private void requireDecodable() throws ImageReadException {
    Segment frame = frame();
    if (frame.payload.length < 6 + 3 * frame.u8(5)) {
      throw new ImageReadException(Reason.BROKEN, "is damaged: its JPEG frame header is too short");
    }
    if (frame.marker > 0xc2) {
      throw unsupported(frame.marker > 0xc8 ? "arithmetic coding" : "lossless coding");
    }
    if (frame.u8(0) != 8) {
      throw unsupported(frame.u8(0) + " bits a sample");
    }
    if (components() != 1 && components() != 3 && components() != 4) {
      throw unsupported(components() + " components");
    }
  }

  private static ImageReadException unsupported(String what) {
    return new ImageReadException(
        Reason.UNSUPPORTED,
        "is a JPEG with %s, which cannot be read in Java; save it again as an ordinary JPEG or PNG"
            .formatted(what));
  }

  private Segment frame() throws ImageReadException {
    return segments.stream()
        .filter(JpegLayout::isFrame)
        .findFirst()
        .orElseThrow(
            () -> new ImageReadException(Reason.BROKEN, "is a JPEG without a frame header"));
  }

  private static boolean isFrame(Segment segment) {
    return segment.marker >= 0xc0
        && segment.marker < 0xd0
        && segment.marker != HUFFMAN_TABLES
        && segment.marker != ARITHMETIC_TABLES
        && segment.payload.length >= 6;
  }

  int height() throws ImageReadException {
    return frame().u16(1);
  }

  int width() throws ImageReadException {
    return frame().u16(3);
  }

  int components() throws ImageReadException {
    return frame().u8(5);
  }

  /** Returns the identifier that the frame gives a component, by convention 1, 2, 3 or R, G, B. */
  int componentId(int index) throws ImageReadException {
    return frame().u8(6 + 3 * index);
  }

  boolean hasJfif() {
    return segments.stream().anyMatch(s -> s.marker == FIRST_APPLICATION && s.begins("JFIF\0"));
  }

  /** Returns Adobe's colour transform: 0 none, 1 YCbCr, 2 YCCK. */
  Optional<Integer> adobeTransform() {
    return segments.stream()
        .filter(s -> s.marker == ADOBE && s.begins("Adobe") && s.payload.length >= 12)
        .map(s -> s.u8(11))
        .findFirst();
  }

  /** EXIF data may go on in further segments; of XMP the last counts. */
  Orientation orientation() {
    ByteArrayOutputStream exif = new ByteArrayOutputStream();
    String xmp = "";
    for (Segment segment : segments) {
      if (segment.marker == EXIF && segment.begins(EXIF_MARK)) {
        int mark = exif.size() == 0 ? 0 : EXIF_MARK.length();
        exif.write(segment.payload, mark, segment.payload.length - mark);
      } else if (segment.marker == EXIF && segment.begins(XMP_MARK)) {
        xmp = new String(segment.payload, StandardCharsets.ISO_8859_1);
      }
    }
    return ExifOrientation.find(exif.toByteArray(), xmp);
  }

  /**
   * Returns the start of the file with nothing but what decoding needs. What decoders stumble over
   * in real files (damaged colour profiles, contradicting markers) lies in the segments left out.
   */
  byte[] tables() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {(byte) 0xff, (byte) 0xd8});
    for (Segment segment : segments) {
      if (segment.marker < FIRST_APPLICATION) {
        int length = segment.payload.length + 2;
        out.writeBytes(new byte[] {(byte) 0xff, (byte) segment.marker});
        out.writeBytes(new byte[] {(byte) (length >> 8), (byte) length});
        out.writeBytes(segment.payload);
      }
    }
    return out.toByteArray();
  }

  /** Returns whether the file's scans run up to an end marker, so that nothing was cut off. */
  boolean isComplete(byte[] file) {
    int at = scanOffset;
    while (at + 1 < file.length) {
      int marker = file[at] == (byte) 0xff ? file[at + 1] & 0xff : 0;
      if (marker == END_OF_IMAGE) {
        return true;
      }
      boolean segment = marker >= HUFFMAN_TABLES && marker != 0xff && hasPayload(marker);
      at += segment && at + 3 < file.length ? 2 + length(file, at + 2) : 1;
    }
    return false;
  }

  private static int length(byte[] file, int at) {
    return (file[at] & 0xff) << 8 | file[at + 1] & 0xff;
  }
}
