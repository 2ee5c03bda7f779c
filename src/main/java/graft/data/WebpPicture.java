package graft.data;

import graft.data.ImageReadException.Reason;
import graft.data.vp8.Vp8Decoder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * Decodes WebP files; of animations the first frame. The decoder is given the bare picture, so that
 * it does not apply transparency or a colour profile.
 */
final class WebpPicture {

  private static final int FILE_HEADER = 12;
  private static final int CHUNK_HEADER = 8;
  private static final int FRAME_HEADER = 16;
  private static final int BLACK = 0;

  private WebpPicture() {}

  /** Holds where a chunk's content lies in the file. */
  private record Chunk(int begin, int end) {}

  static RgbImage decode(byte[] file) throws IOException {
    Chunk all = new Chunk(FILE_HEADER, file.length);
    Optional<Chunk> frame = find(file, all, "ANMF");
    RgbImage stored =
        frame.isPresent() ? animated(file, frame.get()) : placed(file, picture(file, all), 0, 0);
    return orientation(file, all).apply(stored);
  }

  private static RgbImage animated(byte[] file, Chunk frame) throws IOException {
    HeaderInput in = new HeaderInput(new ByteArrayInputStream(file, frame.begin(), FRAME_HEADER));
    int left = 2 * in.u24LittleEndian();
    int top = 2 * in.u24LittleEndian();
    Chunk content = new Chunk(frame.begin() + FRAME_HEADER, frame.end());
    return placed(file, picture(file, content), left, top);
  }

  private static RgbImage placed(byte[] file, RgbImage picture, int left, int top)
      throws ImageReadException {
    ImageHeader header = ImageDecoder.inspect(new ByteArrayInputStream(file));
    if (left + picture.width() > header.width() || top + picture.height() > header.height()) {
      throw new ImageReadException(
          Reason.BROKEN, "is damaged: its first WebP frame exceeds the picture");
    }
    return RgbPixels.placed(picture, header.width(), header.height(), left, top, BLACK);
  }

  private static RgbImage picture(byte[] file, Chunk within) throws IOException {
    Optional<Chunk> lossy = find(file, within, "VP8 ");
    if (lossy.isPresent()) {
      return lossy(file, complete(lossy.get(), within));
    }
    Chunk lossless =
        find(file, within, "VP8L").orElseThrow(() -> new IOException("no picture chunk"));
    byte[] bare = bare(file, complete(lossless, within));
    return RgbPixels.of(ImageReaders.WEBP.image(new ByteArrayInputStream(bare)));
  }

  private static Chunk complete(Chunk chunk, Chunk within) throws ImageReadException {
    if (chunk.end() > within.end()) {
      throw new ImageReadException(
          Reason.BROKEN, "is truncated: the end of its WebP data is missing");
    }
    return chunk;
  }

  private static RgbImage lossy(byte[] file, Chunk chunk) throws IOException {
    Vp8Decoder decoder = new Vp8Decoder(file, chunk.begin(), chunk.end());
    ImageReaders.requireSize(decoder.width(), decoder.height());
    return new RgbImage(decoder.width(), decoder.height(), decoder.rgb());
  }

  /** Returns a WebP file with nothing but the picture in it. */
  private static byte[] bare(byte[] file, Chunk picture) {
    int length = CHUNK_HEADER + picture.end() - picture.begin();
    ByteBuffer bare = ByteBuffer.allocate(FILE_HEADER + length + (length & 1));
    bare.order(ByteOrder.LITTLE_ENDIAN);
    bare.put("RIFF".getBytes(StandardCharsets.ISO_8859_1)).putInt(bare.capacity() - 8);
    bare.put("WEBP".getBytes(StandardCharsets.ISO_8859_1));
    bare.put(file, picture.begin() - CHUNK_HEADER, length);
    return bare.array();
  }

  private static Orientation orientation(byte[] file, Chunk within) {
    byte[] xmp = content(file, within, "XMP ");
    return ExifOrientation.find(
        content(file, within, "EXIF"), new String(xmp, StandardCharsets.ISO_8859_1));
  }

  private static byte[] content(byte[] file, Chunk within, String kind) {
    return find(file, within, kind)
        .filter(chunk -> chunk.end() <= file.length)
        .map(chunk -> Arrays.copyOfRange(file, chunk.begin(), chunk.end()))
        .orElse(new byte[0]);
  }

  /** Returns the first chunk of a kind; a chunk that was cut off ends after the file does. */
  private static Optional<Chunk> find(byte[] file, Chunk within, String kind) {
    ByteBuffer chunks = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    long at = within.begin();
    while (at + CHUNK_HEADER <= within.end()) {
      int begin = (int) at + CHUNK_HEADER;
      long length = Integer.toUnsignedLong(chunks.getInt(begin - 4));
      if (new String(file, (int) at, 4, StandardCharsets.ISO_8859_1).equals(kind)) {
        return Optional.of(new Chunk(begin, (int) Math.min(begin + length, Integer.MAX_VALUE)));
      }
      at = begin + length + (length & 1);
    }
    return Optional.empty();
  }
}
