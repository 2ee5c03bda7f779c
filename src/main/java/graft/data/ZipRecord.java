package graft.data;

/**
 * Holds what a zip's directory says of one entry.
 *
 * @param name with {@code /} between folders, and at the end of a folder
 * @param flags bit 0: encrypted; bit 11: the name is UTF-8
 * @param method 0 stored, 8 deflated
 * @param crc of the unpacked bytes
 * @param packed bytes in the zip
 * @param size bytes when unpacked
 * @param offset of the entry's own header in the file
 * @param mode Unix file mode, 0 where the zip was made elsewhere
 */
record ZipRecord(
    String name, int flags, int method, long crc, long packed, long size, long offset, int mode) {

  private static final int KIND_OF_FILE = 0xF000;
  private static final int LINK = 0xA000;

  boolean isEncrypted() {
    return (flags & 1) != 0;
  }

  boolean isLink() {
    return (mode & KIND_OF_FILE) == LINK;
  }
}
