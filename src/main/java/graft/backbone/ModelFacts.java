package graft.backbone;

import graft.data.ImagePreprocessing;
import graft.data.Resampling;
import graft.data.ResizeRule;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * What a weights file says of itself in its metadata: enough to describe the network that it fits.
 *
 * @param depth of the ResNet
 * @param width channels of its first stage
 * @param size height and width of its input
 * @param mean of each channel, subtracted
 * @param deviation of each channel, divided by
 */
record ModelFacts(int depth, int width, int size, List<Double> mean, List<Double> deviation) {

  private static final String PREFIX = "resnet";

  static ModelFacts of(String name, Map<String, String> metadata) {
    String architecture = require(name, metadata, "architecture");
    if (!architecture.startsWith(PREFIX)) {
      throw new IllegalArgumentException(
          "architecture of '%s' must be resnet18, resnet34 or resnet50, received %s"
              .formatted(name, architecture));
    }
    String[] input = require(name, metadata, "input").split("x");
    return new ModelFacts(
        Integer.parseInt(architecture.substring(PREFIX.length())),
        Integer.parseInt(metadata.getOrDefault("base_width", "64")),
        Integer.parseInt(input[input.length - 1]),
        numbers(require(name, metadata, "mean")),
        numbers(require(name, metadata, "std")));
  }

  Architecture architecture() {
    return ResNet.describe(depth, width, size);
  }

  /** Pictures are scaled so that the shorter side fits, and cut to a square from the middle. */
  ImagePreprocessing preprocessing() {
    return new ImagePreprocessing(
        new ResizeRule.ShorterSide(size), Resampling.BILINEAR, size, size, mean, deviation);
  }

  String input() {
    return "3 x %s x %s, RGB, mean %s, deviation %s"
        .formatted(size, size, words(mean), words(deviation));
  }

  private static String words(List<Double> numbers) {
    return String.join(" ", numbers.stream().map(String::valueOf).toList());
  }

  private static List<Double> numbers(String text) {
    return Arrays.stream(text.split(",")).map(String::strip).map(Double::valueOf).toList();
  }

  private static String require(String name, Map<String, String> metadata, String key) {
    String value = metadata.get(key);
    if (value == null) {
      throw new IllegalArgumentException(
          "weights of '%s' must say their %s in the file's metadata, received %s"
              .formatted(name, key, metadata.keySet()));
    }
    return value;
  }
}
