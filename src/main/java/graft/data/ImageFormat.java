package graft.data;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Recognises kinds of files by their first bytes. */
enum ImageFormat {
  JPEG("jpg"),
  PNG("png"),
  GIF("gif"),
  BMP("bmp"),
  WEBP("webp"),
  HEIC("heic"),
  AVIF("avif"),
  JPEG_XL("jxl"),
  JPEG_2000("jp2"),
  TIFF("tif"),
  RAW("raw"),
  PHOTOSHOP("psd"),
  ICON("ico"),
  PDF("pdf"),
  SVG("svg"),
  VIDEO("mp4");

  /** The number of first bytes that are looked at. */
  static final int HEAD_LENGTH = 512;

  private static final List<String> HEIC_BRANDS =
      List.of("heic", "heix", "heim", "heis", "hevc", "hevx", "hevm", "hevs", "mif1", "msf1");
  private static final List<Integer> BMP_HEADER_SIZES = List.of(12, 16, 40, 52, 56, 64, 108, 124);

  private final String extension;

  ImageFormat(String extension) {
    this.extension = extension;
  }

  /** Returns how users call it, for example {@code JPEG XL}. */
  String label() {
    return switch (this) {
      case WEBP -> "WebP";
      case PHOTOSHOP -> "Photoshop";
      case RAW -> "camera raw";
      case ICON -> "icon";
      case VIDEO -> "video";
      default -> name().replace('_', ' ');
    };
  }

  /** Returns its usual file name extension. */
  String extension() {
    return extension;
  }

  /** Returns the kind of a file, empty where it is none of these. */
  static Optional<ImageFormat> of(byte[] head) {
    return Arrays.stream(values()).filter(format -> format.matches(head)).findFirst();
  }

  private boolean matches(byte[] head) {
    return switch (this) {
      case JPEG -> begins(head, 0, "\u00ff\u00d8\u00ff");
      case PNG -> begins(head, 0, "\u0089PNG\r\n\u001a\n");
      case GIF -> begins(head, 0, "GIF87a") || begins(head, 0, "GIF89a");
      case BMP -> begins(head, 0, "BM") && head.length > 17 && plausibleBmp(head);
      case WEBP -> begins(head, 0, "RIFF") && begins(head, 8, "WEBP");
      case HEIC -> HEIC_BRANDS.contains(brand(head)) && !namesAvif(head);
      case AVIF -> !brand(head).isEmpty() && namesAvif(head);
      case JPEG_XL -> begins(head, 0, "\u00ff\n") || begins(head, 0, "\0\0\0\fJXL ");
      case JPEG_2000 -> begins(head, 0, "\0\0\0\fjP  ") || begins(head, 0, "\u00ffO\u00ffQ");
      case RAW -> isRaw(head);
      case TIFF -> isTiff(head) && !isRaw(head);
      case PHOTOSHOP -> begins(head, 0, "8BPS");
      case ICON -> begins(head, 0, "\0\0\1\0");
      case PDF -> begins(head, 0, "%PDF");
      case SVG -> isSvg(head);
      case VIDEO -> isVideo(head);
    };
  }

  /** Tells a BMP from a text that happens to begin with BM. */
  private static boolean plausibleBmp(byte[] head) {
    return head[15] == 0 && BMP_HEADER_SIZES.contains(head[14] & 0xff);
  }

  private static boolean isTiff(byte[] head) {
    return begins(head, 0, "II*\0") || begins(head, 0, "MM\0*") || begins(head, 0, "II+\0");
  }

  /** Raw formats that are not plain TIFF on the outside; the others are told as TIFF. */
  private static boolean isRaw(byte[] head) {
    return begins(head, 0, "FUJIFILMCCD-RAW")
        || begins(head, 0, "IIRO")
        || begins(head, 0, "IIU\0")
        || (isTiff(head) && begins(head, 8, "CR"))
        || brand(head).startsWith("crx");
  }

  private static boolean isSvg(byte[] head) {
    String text = new String(head, StandardCharsets.ISO_8859_1);
    return text.stripLeading().startsWith("<") && text.contains("<svg");
  }

  private static boolean isVideo(byte[] head) {
    String brand = brand(head);
    return !brand.isEmpty()
        && !HEIC_BRANDS.contains(brand)
        && !namesAvif(head)
        && !brand.startsWith("crx");
  }

  /** Returns the major brand of an ISO base media file, empty for other files. */
  private static String brand(byte[] head) {
    return begins(head, 4, "ftyp") && head.length >= 12
        ? new String(head, 8, 4, StandardCharsets.ISO_8859_1)
        : "";
  }

  /** AVIF files may have the general brand mif1 and name avif among the compatible ones only. */
  private static boolean namesAvif(byte[] head) {
    int boxLength = Math.min(head.length, Math.max(0, (head[2] & 0xff) << 8 | head[3] & 0xff));
    for (int i = 8; i + 4 <= boxLength; i += 4) {
      if (begins(head, i, "avif") || begins(head, i, "avis")) {
        return true;
      }
    }
    return false;
  }

  private static boolean begins(byte[] head, int offset, String magic) {
    byte[] wanted = magic.getBytes(StandardCharsets.ISO_8859_1);
    int end = offset + wanted.length;
    return head.length >= end && Arrays.equals(head, offset, end, wanted, 0, wanted.length);
  }
}
