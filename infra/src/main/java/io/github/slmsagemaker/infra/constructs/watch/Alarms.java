package io.github.slmsagemaker.infra.constructs.watch;

import io.github.slmsagemaker.core.deployment.MetricNames;
import io.github.slmsagemaker.core.deployment.Timers;
import io.github.slmsagemaker.deployment.Placement;
import io.github.slmsagemaker.infra.constructs.stop.HardStop;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.amazon.awscdk.services.sns.ITopic;
import software.constructs.Construct;

/** What a person should be told of. */
final class Alarms {
  private static final Duration FIVE_MINUTES = Duration.minutes(5);

  /** SageMaker's own limit on a cold start, in its unit, less the last half minute. */
  private static final double NEARLY_TOO_COLD_MICROSECONDS =
      Timers.SERVERLESS_COLD_START.minusSeconds(30).toMillis() * 1e3;

  private final Construct scope;
  private final Metrics metrics;
  private final Thresholds thresholds;
  private final SnsAction action;

  private Alarms(Construct scope, Metrics metrics, Thresholds thresholds, ITopic topic) {
    this.scope = scope;
    this.metrics = metrics;
    this.thresholds = thresholds;
    this.action = new SnsAction(topic);
  }

  static void create(
      Construct scope,
      Metrics metrics,
      Thresholds thresholds,
      ITopic topic,
      Optional<HardStop> stop) {
    Alarms alarms = new Alarms(scope, metrics, thresholds, topic);
    alarms.usage();
    alarms.errors();
    alarms.speed();
    alarms.capacity();
    stop.ifPresent(alarms::stopping);
  }

  private void usage() {
    alarm(
        "UnusualVolume",
        "More requests in an hour than expected: is a key in the wrong hands?",
        metrics.ours(MetricNames.REQUESTS, "Sum", Duration.hours(1)),
        thresholds.requestsPerHour(),
        1);
    Duration day = Duration.days(1);
    alarm(
        "TokensPerDay",
        "More tokens in a day than expected; they are what a call costs",
        MathExpression.Builder.create()
            .label("tokens read and generated")
            .expression("prompt + completion")
            .usingMetrics(
                // Sorted, so that every process writes the same template.
                new TreeMap<>(
                    Map.of(
                        "prompt", metrics.ours(MetricNames.PROMPT_TOKENS, "Sum", day),
                        "completion", metrics.ours(MetricNames.COMPLETION_TOKENS, "Sum", day))))
            .period(day)
            .build(),
        thresholds.tokensPerDay(),
        1);
  }

  private void errors() {
    alarm(
        "ClientErrors",
        "Many requests are refused: wrong keys, a used-up quota, or a client that sends nonsense",
        metrics.api("4XXError", "Sum", FIVE_MINUTES),
        thresholds.clientErrors(),
        3);
    alarm(
        "ServerErrors",
        "Requests fail; the invoker's log says why",
        metrics.api("5XXError", "Sum", FIVE_MINUTES),
        thresholds.serverErrors(),
        1);
    alarm(
        "BrokenReplies",
        "Replies fail, broken streams included, which API Gateway counts as good",
        metrics.ours(MetricNames.SERVER_ERRORS, "Sum", FIVE_MINUTES),
        thresholds.serverErrors(),
        1);
    alarm(
        "Throttles",
        "Lambda starts no more instances of the invoker: it is stopped, or needs more concurrency",
        metrics.function("Throttles", "Sum", FIVE_MINUTES),
        1,
        1);
  }

  private void speed() {
    alarm(
        "SlowReplies",
        "One reply in twenty takes longer than expected",
        metrics.ours(MetricNames.DURATION, "p95", FIVE_MINUTES),
        (double) thresholds.slowReply().toMillis(),
        3);
  }

  private void capacity() {
    switch (metrics.placement()) {
      case Placement.Serverless _ ->
          alarm(
              "ColdStarts",
              "A cold start came near the three minutes after which SageMaker gives up",
              metrics.endpoint("ModelSetupTime", "Maximum", FIVE_MINUTES),
              NEARLY_TOO_COLD_MICROSECONDS,
              1);
      case Placement.OnInstances _ -> copies();
      // Without a component it is not known under what its metrics stand.
      case Placement.OnEndpoint there -> there.component().ifPresent(_ -> copies());
    }
  }

  private void copies() {
    alarm(
        "NoCapacity",
        "For half an hour calls have found no copy of the model: is the quota used up?",
        metrics.component("NoCapacityInvocationFailures", "Sum", FIVE_MINUTES),
        1,
        6);
  }

  private void stopping(HardStop stop) {
    alarm(
        "StopFailed",
        "The month's budget is passed and the deployment could not be stopped: run ./slm stop",
        metrics.function(stop.function(), "Errors", "Sum", FIVE_MINUTES),
        1,
        1);
  }

  /** Rings when every one of a number of periods is at the threshold or above. */
  private void alarm(String id, String description, IMetric metric, double threshold, int periods) {
    Alarm.Builder.create(scope, id)
        .alarmDescription(description)
        .metric(metric)
        .threshold(threshold)
        .comparisonOperator(ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD)
        .evaluationPeriods(periods)
        .datapointsToAlarm(periods)
        .treatMissingData(TreatMissingData.NOT_BREACHING)
        .build()
        .addAlarmAction(action);
  }
}
