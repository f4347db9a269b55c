package io.github.slmsagemaker.cli.plan;

import io.github.slmsagemaker.capacity.plan.CostCurves;
import io.github.slmsagemaker.capacity.plan.CostCurves.Point;
import java.util.stream.DoubleStream;

/**
 * Where a point of a chart lies: both axes count in powers of ten.
 *
 * @param lowest power of ten below every price
 * @param highest power of ten above
 */
record ChartAxes(int lowest, int highest) {

  static ChartAxes of(CostCurves curves) {
    double[] dollars =
        curves.curves().stream()
            .flatMap(curve -> curve.points().stream())
            .mapToDouble(Point::dollarsPerMonth)
            .toArray();
    int lowest = (int) Math.floor(Math.log10(DoubleStream.of(dollars).min().orElse(1)));
    int highest = (int) Math.ceil(Math.log10(DoubleStream.of(dollars).max().orElse(10)));
    return new ChartAxes(lowest, Math.max(highest, lowest + 1));
  }

  /** Powers of ten of the axis of requests. */
  int decades() {
    return (int) Math.round(Math.log10(CostCurves.MOST_REQUESTS));
  }

  /** From 0 at the left to 1 at the right. */
  double x(double requestsPerDay) {
    return Math.log10(requestsPerDay) / decades();
  }

  /** From 0 at the bottom to 1 at the top. */
  double y(double dollars) {
    return (Math.log10(dollars) - lowest) / (highest - lowest);
  }
}
