package graft.data;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.SplittableRandom;

/**
 * Names one random draw. No random state is stored anywhere: every draw is a function of these
 * four.
 *
 * @param runSeed the run's seed
 * @param purpose what it is for, for example {@code order} or {@code augment}
 * @param epoch the epoch, or the view where an example has a limited number; 0 where there is none
 * @param key the step or the example's id
 */
public record Draw(long runSeed, String purpose, int epoch, String key) {

  /** Returns 64 well mixed bits: the first eight bytes of a SHA-256 over the four. */
  public long seed() {
    String text = runSeed + "\n" + purpose + "\n" + epoch + "\n" + key;
    byte[] hash = sha256().digest(text.getBytes(StandardCharsets.UTF_8));
    return HexFormat.fromHexDigitsToLong(HexFormat.of().formatHex(hash, 0, 8));
  }

  /** Returns a generator that starts from {@link #seed()}. */
  public SplittableRandom random() {
    return new SplittableRandom(seed());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
