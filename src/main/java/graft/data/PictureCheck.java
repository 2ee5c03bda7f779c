package graft.data;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/**
 * Says what one file of a data set is, from its name, its header and its bytes' hash.
 *
 * @param state whether it can be used
 * @param detail the content hash of a picture, the kind of what is none, else the reason
 */
record PictureCheck(State state, String detail) {

  /** What a file can turn out to be. */
  enum State {
    PICTURE,
    BROKEN,
    UNSUPPORTED,
    TOO_LARGE,
    OTHER
  }

  /** What is no picture by its name; it is counted, not opened. */
  private static final Set<String> OTHER_KINDS =
      Set.of(
          "7z",
          "ai",
          "avi",
          "bz2",
          "class",
          "css",
          "csv",
          "db",
          "doc",
          "docx",
          "eps",
          "flac",
          "gz",
          "h5",
          "htm",
          "html",
          "ini",
          "ipynb",
          "jar",
          "java",
          "js",
          "json",
          "jsonl",
          "log",
          "mat",
          "md",
          "mkv",
          "mov",
          "mp3",
          "mp4",
          "mpg",
          "npy",
          "npz",
          "ods",
          "odt",
          "parquet",
          "pdf",
          "pickle",
          "pkl",
          "ppt",
          "pptx",
          "pt",
          "pth",
          "py",
          "rar",
          "rtf",
          "safetensors",
          "sh",
          "sqlite",
          "tar",
          "tex",
          "tfrecord",
          "tgz",
          "toml",
          "tsv",
          "txt",
          "wav",
          "webm",
          "xls",
          "xlsx",
          "xml",
          "xmp",
          "yaml",
          "yml",
          "zip");

  /** Reads a file and looks at its header; pixels are not decoded. */
  static PictureCheck of(StoredFile file) {
    String ending = ending(file.name());
    if (OTHER_KINDS.contains(ending)) {
      return new PictureCheck(State.OTHER, ending);
    }
    if (file.size() > StoredFile.MOST_BYTES) {
      return new PictureCheck(State.TOO_LARGE, "%d MiB on disk".formatted(file.size() >> 20));
    }
    try {
      return inspected(file.content().read());
    } catch (IOException e) {
      return new PictureCheck(State.BROKEN, FileReasons.of(e));
    }
  }

  private static PictureCheck inspected(byte[] bytes) {
    try {
      ImageDecoder.inspect(new ByteArrayInputStream(bytes));
      return new PictureCheck(State.PICTURE, Sha256.of(bytes));
    } catch (ImageReadException e) {
      return switch (e.reason()) {
        case BROKEN -> new PictureCheck(State.BROKEN, FileReasons.of(e));
        case UNSUPPORTED -> new PictureCheck(State.UNSUPPORTED, kind(bytes));
        case TOO_LARGE -> new PictureCheck(State.TOO_LARGE, FileReasons.of(e));
      };
    }
  }

  private static String kind(byte[] bytes) {
    byte[] head = Arrays.copyOf(bytes, Math.min(bytes.length, ImageFormat.HEAD_LENGTH));
    return ImageFormat.of(head).map(ImageFormat::label).orElse("unknown");
  }

  /** Says whether files of an ending are no pictures by their name. */
  static boolean isOtherKind(String ending) {
    return OTHER_KINDS.contains(ending);
  }

  /** Returns what follows the last dot, in lower case. */
  static String ending(String name) {
    return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }
}
