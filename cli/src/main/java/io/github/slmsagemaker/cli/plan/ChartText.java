package io.github.slmsagemaker.cli.plan;

import io.github.slmsagemaker.capacity.plan.CostCurves;
import io.github.slmsagemaker.capacity.plan.CostCurves.Curve;
import io.github.slmsagemaker.capacity.plan.CostCurves.Point;
import io.github.slmsagemaker.cli.terminal.Wrapped;
import java.util.Arrays;

/** The chart on a terminal: a letter for each curve, an x where two cross. */
final class ChartText {
  private static final int COLUMNS = 76;
  private static final int ROWS = 20;
  private static final String LETTERS = "abcdefgh";

  private final CostCurves curves;
  private final ChartAxes axes;
  private final char[][] grid = new char[ROWS + 1][COLUMNS + 1];

  ChartText(CostCurves curves) {
    this.curves = curves;
    this.axes = ChartAxes.of(curves);
    Arrays.stream(grid).forEach(row -> Arrays.fill(row, ' '));
  }

  String text() {
    for (int at = 0; at < curves.curves().size(); at++) {
      draw(curves.curves().get(at), LETTERS.charAt(at));
    }
    curves.crossings().forEach(crossing -> put(crossing.at(), 'x'));
    StringBuilder text = new StringBuilder("\n$ a month\n");
    for (int row = ROWS; row >= 0; row--) {
      text.append("%12s |%s".formatted(label(row), new String(grid[row])).stripTrailing());
      text.append('\n');
    }
    text.append(" ".repeat(13)).append('+').append("-".repeat(COLUMNS + 1)).append('\n');
    text.append(requests()).append('\n').append('\n');
    for (int at = 0; at < curves.curves().size(); at++) {
      text.append("%s  %s%n".formatted(LETTERS.charAt(at), curves.curves().get(at).name()));
    }
    curves.crossings().forEach(crossing -> text.append(Wrapped.bullet(crossing.sentence())));
    curves.left().forEach(reason -> text.append(Wrapped.bullet(reason)));
    return text.toString();
  }

  /** A letter in every column that the curve reaches. */
  private void draw(Curve curve, char letter) {
    Point before = curve.points().getFirst();
    for (Point point : curve.points()) {
      double from = column(before);
      double width = Math.max(1, column(point) - from);
      for (int column = column(before); column <= column(point); column++) {
        double way = (column - from) / width;
        grid[(int) Math.round(row(before) + way * (row(point) - row(before)))][column] = letter;
      }
      before = point;
    }
  }

  private void put(Point point, char letter) {
    grid[(int) Math.round(row(point))][column(point)] = letter;
  }

  private int column(Point point) {
    return (int) Math.round(axes.x(point.requestsPerDay()) * COLUMNS);
  }

  private double row(Point point) {
    return axes.y(point.dollarsPerMonth()) * ROWS;
  }

  private String label(int row) {
    for (int power = axes.lowest(); power <= axes.highest(); power++) {
      if (Math.round(axes.y(Math.pow(10, power)) * ROWS) == row) {
        return Figures.power(Math.pow(10, power));
      }
    }
    return "";
  }

  private String requests() {
    StringBuilder line = new StringBuilder(" ".repeat(14 + COLUMNS + 1));
    for (int power = 0; power <= axes.decades(); power++) {
      String label = Figures.power(Math.pow(10, power));
      int at = 14 + (int) Math.round(axes.x(Math.pow(10, power)) * COLUMNS);
      int from = Math.min(at, line.length() - label.length());
      line.replace(from, from + label.length(), label);
    }
    return line + "\n" + " ".repeat(14) + "requests a day";
  }
}
