package graft.data.leaf;

import static org.assertj.core.api.Assertions.assertThat;

import graft.data.leaf.LeafArtist.Look;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LeafArtistTest {

  @ParameterizedTest
  @EnumSource
  void anotherSizeShowsTheSamePicture(Style style) {
    Look look = new Look(Season.SUMMER, style);

    byte[] small = LeafArtist.draw(Species.OAK, look, 64, 5);
    byte[] large = LeafArtist.draw(Species.OAK, look, 128, 5);
    byte[] other = LeafArtist.draw(Species.OAK, look, 128, 6);

    assertThat(difference(small, halved(large))).isLessThan(12);
    assertThat(difference(small, halved(other))).isGreaterThan(15);
  }

  @Test
  void everySeasonHasItsOwnColours() {
    double[][] colours = new double[Season.values().length][];
    for (Season season : Season.values()) {
      colours[season.ordinal()] = meanLeafColour(season);
    }

    double[] summer = colours[Season.SUMMER.ordinal()];
    double[] autumn = colours[Season.AUTUMN.ordinal()];
    assertThat(summer[1]).isGreaterThan(summer[0] + 15);
    assertThat(autumn[0]).isGreaterThan(autumn[1] + 15);
    assertThat(colours[Season.SPRING.ordinal()][1]).isGreaterThan(summer[1] + 15);
    assertThat(colours[Season.WINTER.ordinal()][0]).isLessThan(autumn[0] - 15);
  }

  /** Means the middle of many leaves, which is nearly always blade. */
  private static double[] meanLeafColour(Season season) {
    double[] sum = new double[3];
    for (int seed = 0; seed < 40; seed++) {
      byte[] rgb = LeafArtist.draw(Species.BEECH, new Look(season, Style.PHOTO), 32, seed);
      for (int channel = 0; channel < 3; channel++) {
        sum[channel] += (rgb[3 * (16 * 32 + 16) + channel] & 255) / 40.0;
      }
    }
    return sum;
  }

  /** Returns a picture of half the side, from 128 pixels. */
  private static byte[] halved(byte[] rgb) {
    byte[] half = new byte[64 * 64 * 3];
    for (int i = 0; i < half.length; i++) {
      int corner = 3 * (2 * (i / 3 / 64) * 128 + 2 * (i / 3 % 64)) + i % 3;
      int sum = 0;
      for (int offset : new int[] {0, 3, 3 * 128, 3 * 129}) {
        sum += rgb[corner + offset] & 255;
      }
      half[i] = (byte) (sum / 4);
    }
    return half;
  }

  private static double difference(byte[] a, byte[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += Math.abs((a[i] & 255) - (b[i] & 255));
    }
    return sum / a.length;
  }
}
