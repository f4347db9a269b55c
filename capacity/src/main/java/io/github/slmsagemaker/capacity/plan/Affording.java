package io.github.slmsagemaker.capacity.plan;

import io.github.slmsagemaker.capacity.platform.Platform;
import io.github.slmsagemaker.core.deployment.InstanceTime;
import io.github.slmsagemaker.deployment.DeploymentSettings;
import io.github.slmsagemaker.deployment.Placement;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** Whether a limit on the month's money can be kept, and lets anybody ask at all. */
final class Affording {
  private Affording() {}

  /** Why not, with what would do. */
  static Optional<String> problem(DeploymentSettings settings) {
    OptionalDouble limit = settings.spending().dollarsPerMonth();
    return limit.isEmpty()
        ? Optional.empty()
        : switch (settings.deployment().placement()) {
          // The reader refuses it where the stack makes nothing.
          case Placement.Serverless _, Placement.OnEndpoint _ -> Optional.empty();
          case Placement.OnInstances instances -> problem(limit.getAsDouble(), instances);
        };
  }

  private static Optional<String> problem(double limit, Placement.OnInstances place) {
    Platform platform = Platform.load();
    OptionalDouble hour = platform.instancesHour(place);
    if (hour.isEmpty()) {
      return Optional.of(
          "dollarsPerMonth cannot be kept on %s: no price of it is known here; leave it out, or take instanceType=%s"
              .formatted(place.instanceType(), priced(platform)));
    }
    Duration first = InstanceTime.ofFirstCall(place.lane());
    double least = hour.getAsDouble() * first.toMinutes() / Duration.ofHours(1).toMinutes();
    return limit >= least
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "dollarsPerMonth is %s, but on lane %s the first call is counted as %d minutes of %s"
                    + " at $%.2f an hour: it never fits; expected at least %.2f",
                limit,
                place.lane().word(),
                first.toMinutes(),
                place.instanceType(),
                hour.getAsDouble(),
                Math.ceil(least * 100) / 100));
  }

  private static String priced(Platform platform) {
    return platform.instances().stream()
        .filter(instance -> instance.hourlyPrice().isPresent())
        .map(instance -> instance.name())
        .collect(Collectors.joining(" or "));
  }
}
