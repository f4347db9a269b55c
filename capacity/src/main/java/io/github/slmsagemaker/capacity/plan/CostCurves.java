package io.github.slmsagemaker.capacity.plan;

import io.github.slmsagemaker.capacity.models.Cost;
import io.github.slmsagemaker.capacity.models.Traffic;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * What a month costs against requests a day, each of the same size: the planned lanes and what
 * others ask for the same tokens.
 *
 * @param curves those whose price is known
 * @param crossings where two of them cost the same
 * @param left what is not drawn, or not to the end, each with the reason
 */
public record CostCurves(List<Curve> curves, List<Crossing> crossings, List<String> left) {
  /** From one request a day to as many as one a second is about. */
  public static final int MOST_REQUESTS = 100_000;

  private static final int SAMPLES = 61;

  public CostCurves {
    curves = List.copyOf(curves);
    crossings = List.copyOf(crossings);
    left = List.copyOf(left);
  }

  /**
   * A price as a function of traffic, at rising traffic; it ends where it cannot serve more.
   *
   * @param name of a lane or of somebody else
   * @param points of it
   */
  public record Curve(String name, List<Point> points) {
    public Curve {
      points = List.copyOf(points);
    }
  }

  /** A traffic and what a month of it costs. */
  public record Point(int requestsPerDay, double dollarsPerMonth) {}

  /**
   * Where two cost the same.
   *
   * @param cheaperBefore costs less with fewer requests
   * @param cheaperAfter costs less, or the same, with more
   * @param at the first traffic at which that is so
   */
  public record Crossing(String cheaperBefore, String cheaperAfter, Point at) {
    /** For a person. */
    public String sentence() {
      return "%s costs less than %s up to %d requests a day, and no less from there on"
          .formatted(cheaperBefore, cheaperAfter, at.requestsPerDay() - 1);
    }
  }

  /** What these plans cost at other traffic than theirs. */
  public static CostCurves of(List<Plan> plans) {
    Planner planner = new Planner();
    List<Priced> prices = new ArrayList<>();
    List<String> left = new ArrayList<>();
    for (Plan plan : plans) {
      String lane = plan.deployment().lane().word();
      if (plan.fits()) {
        double most = Notes.mostPerDay(plan.deployment(), plan.traffic(), plan.speed());
        prices.add(Priced.of(lane, requests -> ofLane(planner, plan, requests, most)));
        if (most < MOST_REQUESTS) {
          left.add(
              "%s ends at %d requests a day, all that %d at once can serve"
                  .formatted(lane, (long) most, plan.deployment().maxConcurrency()));
        }
      } else {
        left.add(lane + " is not drawn: it does not fit");
      }
    }
    rivals(plans)
        .forEach(
            (name, plan) ->
                prices.add(Priced.of(name, requests -> ofRival(planner, plan, name, requests))));
    prices.stream()
        .filter(priced -> priced.points().isEmpty())
        .forEach(priced -> left.add(priced.name() + " is not drawn: no price was found"));
    prices.removeIf(priced -> priced.points().isEmpty());
    return new CostCurves(
        prices.stream().map(priced -> new Curve(priced.name(), priced.points())).toList(),
        crossings(prices),
        left);
  }

  /** Those that are none of the lanes that are drawn, each with a plan that knows it. */
  private static Map<String, Plan> rivals(List<Plan> plans) {
    Map<String, Plan> rivals = new LinkedHashMap<>();
    for (Plan plan : plans) {
      plan.cost().rivals().stream()
          .map(Cost.Rival::name)
          .filter(name -> plans.stream().noneMatch(other -> isLane(name, other)))
          .forEach(name -> rivals.putIfAbsent(name, plan));
    }
    return rivals;
  }

  private static List<Crossing> crossings(List<Priced> prices) {
    List<Crossing> crossings = new ArrayList<>();
    for (int one = 0; one < prices.size(); one++) {
      for (int other = one + 1; other < prices.size(); other++) {
        prices.get(one).crossing(prices.get(other)).ifPresent(crossings::add);
      }
    }
    return crossings;
  }

  /** A price, and what it is at the traffic that is drawn. */
  private record Priced(String name, IntFunction<OptionalDouble> price, List<Point> points) {

    static Priced of(String name, IntFunction<OptionalDouble> price) {
      List<Point> points = new ArrayList<>();
      IntStream.range(0, SAMPLES)
          .map(step -> (int) Math.round(Math.pow(MOST_REQUESTS, step / (SAMPLES - 1.0))))
          .distinct()
          .forEach(
              requests ->
                  price
                      .apply(requests)
                      .ifPresent(dollars -> points.add(new Point(requests, dollars))));
      return new Priced(name, price, points);
    }

    /** The first, if any: prices rise steadily, so there is one at most. */
    Optional<Crossing> crossing(Priced other) {
      double first = difference(other, 1);
      int before = 1;
      int after =
          Math.min(points.getLast().requestsPerDay(), other.points.getLast().requestsPerDay());
      if (first == 0 || first * difference(other, after) > 0) {
        return Optional.empty();
      }
      while (after - before > 1) {
        int middle = before + (after - before) / 2;
        if (first * difference(other, middle) > 0) {
          before = middle;
        } else {
          after = middle;
        }
      }
      Point at = new Point(after, price.apply(after).orElseThrow());
      return Optional.of(
          first < 0 ? new Crossing(name, other.name, at) : new Crossing(other.name, name, at));
    }

    private double difference(Priced other, int requests) {
      return price.apply(requests).orElseThrow() - other.price.apply(requests).orElseThrow();
    }
  }

  /** Nothing beyond what so many calls at once can serve. */
  private static OptionalDouble ofLane(Planner planner, Plan plan, int requests, double most) {
    return requests > most
        ? OptionalDouble.empty()
        : planner.plan(plan.deployment(), traffic(plan, requests)).cost().perMonth();
  }

  private static OptionalDouble ofRival(Planner planner, Plan plan, String name, int requests) {
    return planner.plan(plan.deployment(), traffic(plan, requests)).cost().rivals().stream()
        .filter(rival -> rival.name().equals(name))
        .findFirst()
        .map(Cost.Rival::perMonth)
        .orElse(OptionalDouble.empty());
  }

  private static Traffic traffic(Plan plan, int requests) {
    return new Traffic(requests, plan.traffic().promptTokens(), plan.traffic().outputTokens());
  }

  private static boolean isLane(String rival, Plan plan) {
    return rival.startsWith(plan.deployment().lane().word());
  }
}
