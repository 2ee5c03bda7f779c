package graft.magics.render;

import com.fasterxml.jackson.databind.node.ArrayNode;

/** A colour scale that reads the same with every kind of colour vision. */
final class Cividis {

  /** Nuñez, Anderton and Renslow's map (2018), every eighth of its range. */
  private static final int[] STOPS = {
    0x00224e, 0x123570, 0x3b496c, 0x575d6d, 0x707173, 0x8a8678, 0xa59c74, 0xc3b369, 0xfee838
  };

  private Cividis() {}

  /** Returns background and text colour of a cell; {@code share} lies between 0 and 1. */
  static String style(double share) {
    int background = colour(share);
    return Numbers.format("background:#%06x;color:%s", background, textOn(background));
  }

  /** Returns the scale as Plotly reads it. */
  static ArrayNode plotly() {
    ArrayNode scale = ScriptJson.array();
    for (int i = 0; i < STOPS.length; i++) {
      ArrayNode stop = scale.addArray();
      stop.add(ScriptJson.number(i / (STOPS.length - 1.0)));
      stop.add(Numbers.format("#%06x", STOPS[i]));
    }
    return scale;
  }

  /** Returns the colour of a share as 0xRRGGBB. */
  static int colour(double share) {
    double position = Math.max(0, Math.min(1, share)) * (STOPS.length - 1);
    int stop = (int) Math.min(STOPS.length - 2, Math.floor(position));
    int colour = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
      int from = STOPS[stop] >> shift & 0xff;
      int to = STOPS[stop + 1] >> shift & 0xff;
      colour |= (int) Math.round(from + (position - stop) * (to - from)) << shift;
    }
    return colour;
  }

  /** Returns black or white, whichever contrasts more. */
  static String textOn(int background) {
    return contrast(background, 0xffffff) >= contrast(background, 0) ? "#fff" : "#000";
  }

  /** Returns the contrast of two colours as WCAG 2 defines it, 1 to 21. */
  static double contrast(int first, int second) {
    double lighter = Math.max(luminance(first), luminance(second));
    double darker = Math.min(luminance(first), luminance(second));
    return (lighter + 0.05) / (darker + 0.05);
  }

  private static double luminance(int colour) {
    return 0.2126 * linear(colour >> 16 & 0xff)
        + 0.7152 * linear(colour >> 8 & 0xff)
        + 0.0722 * linear(colour & 0xff);
  }

  private static double linear(int channel) {
    double share = channel / 255.0;
    return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
  }
}
