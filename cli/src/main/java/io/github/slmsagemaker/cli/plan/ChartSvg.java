package io.github.slmsagemaker.cli.plan;

import io.github.slmsagemaker.capacity.plan.CostCurves;
import io.github.slmsagemaker.capacity.plan.CostCurves.Crossing;
import io.github.slmsagemaker.capacity.plan.CostCurves.Curve;
import io.github.slmsagemaker.capacity.plan.CostCurves.Point;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The chart as a picture. */
final class ChartSvg {
  private static final int LEFT = 90;
  private static final int TOP = 50;
  private static final int WIDTH = 640;
  private static final int HEIGHT = 360;
  private static final int LINE = 18;
  private static final List<String> COLOURS =
      List.of("#0b6bcb", "#c4320a", "#3b7a0c", "#7a3bb5", "#8a6d00", "#555555");

  private final String title;
  private final CostCurves curves;
  private final ChartAxes axes;
  private final StringBuilder svg = new StringBuilder();

  ChartSvg(String title, CostCurves curves) {
    this.title = title;
    this.curves = curves;
    this.axes = ChartAxes.of(curves);
  }

  String text() {
    int below = TOP + HEIGHT + 60;
    int height = below + LINE * (curves.crossings().size() + curves.left().size()) + 10;
    add(
        ("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 900 %d' font-family='sans-serif'"
                + " font-size='12'>")
            .formatted(height));
    add("<title>%s</title>".formatted(escaped(title)));
    add("<rect width='900' height='%d' fill='white'/>".formatted(height));
    add("<text x='%d' y='24' font-size='15'>%s</text>".formatted(LEFT, escaped(title)));
    grid();
    for (int at = 0; at < curves.curves().size(); at++) {
      curve(curves.curves().get(at), COLOURS.get(at % COLOURS.size()), at);
    }
    curves.crossings().forEach(this::crossing);
    int y = below;
    for (Crossing crossing : curves.crossings()) {
      y = said(crossing.sentence(), y);
    }
    for (String reason : curves.left()) {
      y = said(reason, y);
    }
    return svg.append("</svg>\n").toString();
  }

  private void grid() {
    for (int power = 0; power <= axes.decades(); power++) {
      double x = x(Math.pow(10, power));
      add("<path d='M%s %d V%d' stroke='#dddddd'/>".formatted(at(x), TOP, TOP + HEIGHT));
      label(x, TOP + HEIGHT + 18.0, "middle", Figures.power(Math.pow(10, power)));
    }
    for (int power = axes.lowest(); power <= axes.highest(); power++) {
      double y = y(Math.pow(10, power));
      add("<path d='M%d %s H%d' stroke='#dddddd'/>".formatted(LEFT, at(y), LEFT + WIDTH));
      label(LEFT - 8.0, y + 4, "end", "$" + Figures.power(Math.pow(10, power)));
    }
    label(LEFT + WIDTH / 2.0, TOP + HEIGHT + 38.0, "middle", "requests a day");
    label(LEFT - 8.0, TOP - 8.0, "end", "a month");
  }

  private void curve(Curve curve, String colour, int index) {
    String points =
        curve.points().stream()
            .map(point -> at(x(point.requestsPerDay())) + "," + at(y(point.dollarsPerMonth())))
            .collect(Collectors.joining(" "));
    String stroke = "stroke='%s' stroke-width='2'".formatted(colour);
    add("<polyline points='%s' fill='none' %s/>".formatted(points, stroke));
    int y = TOP + 10 + index * LINE;
    add("<path d='M%d %d h24' %s/>".formatted(LEFT + WIDTH + 14, y - 4, stroke));
    label(LEFT + WIDTH + 44.0, y, "start", curve.name());
  }

  private void crossing(Crossing crossing) {
    Point point = crossing.at();
    double x = x(point.requestsPerDay());
    double y = y(point.dollarsPerMonth());
    add("<circle cx='%s' cy='%s' r='5' fill='none' stroke='black'/>".formatted(at(x), at(y)));
    label(x + 8, y - 8, "start", Figures.power(point.requestsPerDay()));
  }

  private int said(String sentence, int y) {
    label(LEFT, y, "start", sentence);
    return y + LINE;
  }

  private void label(double x, double y, String anchor, String text) {
    add(
        "<text x='%s' y='%s' text-anchor='%s'>%s</text>"
            .formatted(at(x), at(y), anchor, escaped(text)));
  }

  private double x(double requestsPerDay) {
    return LEFT + axes.x(requestsPerDay) * WIDTH;
  }

  private double y(double dollars) {
    return TOP + HEIGHT - axes.y(dollars) * HEIGHT;
  }

  private void add(String line) {
    svg.append(line).append('\n');
  }

  private static String at(double pixels) {
    return String.format(Locale.ROOT, "%.1f", pixels);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;");
  }
}
