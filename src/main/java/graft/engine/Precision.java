package graft.engine;

import ai.djl.Device;

/** In which numbers the stages of a backbone compute; weights are kept in 32 bits. */
public enum Precision {
  /** 32-bit floating point. */
  F32("f32", 6),
  /** Brain floating point of 16 bits: the range of 32 bits, 8 bits of mantissa. */
  BF16("bf16", 15);

  private final String word;
  private final int scalarType;

  Precision(String word, int scalarType) {
    this.word = word;
    this.scalarType = scalarType;
  }

  /** Returns the word that users type. */
  public String word() {
    return word;
  }

  /** Returns torch's number for it, as the text of a program writes it. */
  public int scalarType() {
    return scalarType;
  }

  /**
   * Returns whether a device computes in it faster than it imitates it: every device in 32 bits, in
   * 16 those whose processor says so. Where nothing can be found out the answer is no.
   */
  public boolean supportedBy(Device device) {
    return this == F32 || Bf16Hardware.of(device);
  }
}
