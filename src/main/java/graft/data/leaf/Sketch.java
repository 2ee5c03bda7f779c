package graft.data.leaf;

import java.util.ArrayList;
import java.util.List;

/** Draws a scene with a pencil and a light wash on paper. */
final class Sketch {

  private static final Rgb PENCIL = Rgb.of(0x35332F);
  private static final double LINES = 46; // hatching lines over the picture's side
  private static final double WASH = 0.42; // strength of the colour

  private final Canvas canvas;
  private final Light light;
  private final Rgb paper;
  private final ValueNoise noise;
  private final Point hatching;

  private Sketch(Canvas canvas, Light light, LeafRandom random) {
    this.canvas = canvas;
    this.light = light;
    paper = Rgb.of(0xF6F2E8).towards(Rgb.of(0xE6DCC6), random.unit());
    noise = new ValueNoise(random);
    hatching = new Point(1, 0).rotated(random.between(0.5, 1.1));
  }

  static void paint(Canvas canvas, Scene scene) {
    Sketch sketch = new Sketch(canvas, scene.light(), scene.random());
    canvas.fill(sketch::grain);
    scene.leaves().forEach(sketch::draw);
  }

  private Rgb grain(double x, double y) {
    return paper.times(1 + 0.025 * noise.at(x * 70, y * 70) + 0.02 * noise.at(x * 3, y * 3));
  }

  private void draw(Leaf leaf) {
    int size = canvas.size();
    Coverage blade = Coverage.of(leaf.shape().blades(), size);
    hatch(shadow(blade));
    canvas.paint(blade, (x, y) -> wash(leaf, x, y));
    hatch(blade.scaled((x, y) -> darkness(leaf, x, y)));
    Coverage veins = new Coverage(size);
    veins.add(pencilled(leaf.shape().veins(), 0.6));
    veins.clip(blade);
    canvas.paint(veins.scaled(this::pressure), (x, y) -> PENCIL);
    Coverage lines = new Coverage(size);
    leaf.shape().blades().forEach(outline -> lines.add(outline(outline)));
    lines.add(pencilled(leaf.shape().stalk(), 0.8));
    canvas.paint(lines.scaled(this::pressure), (x, y) -> PENCIL);
  }

  private Coverage shadow(Coverage blade) {
    double shift = light.height() + 0.015;
    Coverage fallen = blade.moved(light.from().times(-shift)).blurred(0.01);
    fallen.cut(blade);
    return fallen.scaled((x, y) -> 0.75);
  }

  private Rgb wash(Leaf leaf, double x, double y) {
    Point place = leaf.pose().leaf(x, y);
    double patches = leaf.noise().cloud(place.x() * 5, place.y() * 5, 3);
    double outer = Math.max(0, Math.min(1, 2 * Math.abs(place.x()) + 0.9 * patches));
    Rgb colour = leaf.colours().middle().towards(leaf.colours().edge(), outer);
    return grain(x, y).towards(colour, WASH * (1 + 0.9 * noise.cloud(x * 5, y * 5, 2)));
  }

  private double darkness(Leaf leaf, double x, double y) {
    Point place = leaf.pose().leaf(x, y);
    Point across = leaf.pose().across();
    double facing = across.x() * light.from().x() + across.y() * light.from().y();
    double half = place.x() * facing < 0 ? 0.5 : 0.15;
    return half + 0.25 * leaf.noise().at(place.x() * 5, place.y() * 5 + 40);
  }

  /** Darkens with parallel lines, the wider the darker. */
  private void hatch(Coverage tone) {
    Coverage lines =
        tone.scaled(
            (x, y) -> {
              double across = x * hatching.x() + y * hatching.y();
              double phase = across * LINES + 0.6 * noise.at(x * 5, y * 5);
              double gap = Math.abs(2 * (phase - Math.floor(phase)) - 1);
              return Math.max(0, Math.min(0.6, 1.1 - 1.6 * gap)) * pressure(x, y);
            });
    canvas.paint(lines, (x, y) -> PENCIL);
  }

  /** Returns how dark the pencil draws here, since paper is rough and hands are not steady. */
  private double pressure(double x, double y) {
    double rough = 0.3 * noise.at(x * 85, y * 85) + 0.25 * noise.at(x * 6, y * 6 + 50);
    return Math.max(0, Math.min(1, 0.75 + rough));
  }

  private static List<Stroke> pencilled(List<Stroke> strokes, double share) {
    return strokes.stream()
        .map(s -> new Stroke(s.from(), s.to(), 0.004 + share * s.fromWidth() / 2, 0.004))
        .toList();
  }

  /** Draws a closed line twice, never quite in the same place. */
  private List<Stroke> outline(List<Point> points) {
    List<Stroke> strokes = new ArrayList<>();
    for (int pass = 0; pass < 2; pass++) {
      List<Point> shaky = new ArrayList<>();
      for (int i = 0; i <= points.size(); i += 2) {
        shaky.add(shaken(points.get(i % points.size()), 10 * pass));
      }
      strokes.addAll(Stroke.path(shaky, 0.0075, 0.0075));
    }
    return strokes;
  }

  private Point shaken(Point point, double pass) {
    double right = 0.004 * noise.at(point.x() * 8 + pass, point.y() * 8);
    double down = 0.004 * noise.at(point.x() * 8 + pass, point.y() * 8 + 30);
    return point.plus(new Point(right, down));
  }
}
