package graft.data.leaf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class CoverageTest {

  private static final int SIZE = 64;

  @Test
  void coversTheAreaOfARectangleBetweenPixels() {
    List<Point> rectangle = Curve.points(.203, .25, .731, .25, .731, .75, .203, .75);

    double area = area(Coverage.of(List.of(rectangle), SIZE));

    assertThat(area).isCloseTo((.731 - .203) * .5, within(1e-6));
  }

  @Test
  void coversTheAreaOfACircle() {
    double area = area(Coverage.of(List.of(circle(0.5, 0.31)), SIZE));

    assertThat(area).isCloseTo(Math.PI * 0.31 * 0.31, within(5e-4));
  }

  @Test
  void doesNotDependOnTheSenseOfAnOutline() {
    List<Point> reversed = new ArrayList<>(circle(0.4, 0.3));
    Collections.reverse(reversed);

    Coverage there = Coverage.of(List.of(circle(0.4, 0.3)), SIZE);
    Coverage back = Coverage.of(List.of(reversed), SIZE);

    assertThat(area(back)).isCloseTo(area(there), within(1e-6));
  }

  @Test
  void overlappingOutlinesCoverOnce() {
    Coverage both = Coverage.of(List.of(circle(0.5, 0.3), circle(0.5, 0.2)), SIZE);

    assertThat(area(both)).isCloseTo(Math.PI * 0.09, within(5e-4));
  }

  @Test
  void whatLiesOutsideThePictureIsCutOff() {
    Coverage half = Coverage.of(List.of(circle(0, 0.4)), SIZE);

    assertThat(area(half)).isCloseTo(Math.PI * 0.16 / 2, within(3e-3));
  }

  @Test
  void strokeCoversLengthTimesWidth() {
    Coverage coverage = new Coverage(SIZE);

    coverage.add(List.of(new Stroke(new Point(.2, .5), new Point(.8, .5), .0625, .0625)));

    double caps = Math.PI * .0625 * .0625 / 4;
    assertThat(area(coverage)).isCloseTo(.6 * .0625 + caps, within(1e-3));
  }

  @Test
  void thinStrokeGetsFainterInsteadOfVanishing() {
    Coverage coverage = new Coverage(SIZE);

    coverage.add(List.of(new Stroke(new Point(.2, .5), new Point(.8, .5), .005, .005)));

    assertThat(area(coverage)).isCloseTo(.6 * .005, within(1e-3));
  }

  @Test
  void blurKeepsTheAreaInsideThePicture() {
    Coverage sharp = Coverage.of(List.of(circle(0.5, 0.2)), SIZE);

    assertThat(area(sharp.blurred(0.03))).isCloseTo(area(sharp), within(1e-4));
  }

  private static List<Point> circle(double x, double radius) {
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < 720; i++) {
      points.add(new Point(x, 0.5).plus(new Point(radius, 0).rotated(i * Math.PI / 360)));
    }
    return points;
  }

  private static double area(Coverage coverage) {
    double sum = 0;
    for (int pixel = 0; pixel < SIZE * SIZE; pixel++) {
      sum += coverage.at(pixel);
    }
    return sum / (SIZE * SIZE);
  }
}
