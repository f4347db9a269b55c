package io.github.slmsagemaker.invoker.telemetry;

import java.util.Set;
import java.util.List;
import io.github.slmsagemaker.core.deployment.MetricNames;
import java.io.PrintStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * One line of JSON for each request, from which CloudWatch Logs also takes the metrics (embedded
 * metric format: docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/
 * CloudWatch_Embedded_Metric_Format_Specification.html).
 *
 * @param out where the lines go, in Lambda the standard output
 * @param endpoint value of the dimension that all metrics have
 * @param model id of the served model
 * @param keys which keys have metrics of their own beside those of all
 * @param wantsText whether prompts and answers are written too
 */
public record JsonRequestLog(
    PrintStream out, String endpoint, String model, KeyMetrics keys, boolean wantsText)
    implements RequestLog {
  /** What is told by key; the rest says nothing about one. */
  private static final Set<String> BY_KEY =
      Set.of(
          MetricNames.REQUESTS,
          MetricNames.PROMPT_TOKENS,
          MetricNames.COMPLETION_TOKENS,
          MetricNames.TIME_TO_FIRST_TOKEN,
          MetricNames.CLIENT_ERRORS,
          MetricNames.SERVER_ERRORS);

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final String COUNT = "Count";
  private static final String MILLISECONDS = "Milliseconds";

  @Override
  public void write(RequestReport report) {
    ObjectNode line = JSON.objectNode();
    line.put("timestamp", report.at().toString());
    line.put("level", level(report.outcome()));
    line.put("requestId", report.requestId());
    report.keyId().ifPresent(id -> line.put("keyId", id));
    line.put("route", report.route());
    putOutcome(line, report.outcome());
    report.generation().ifPresent(work -> putWork(line, work));
    putMetrics(line, report);
    // One call, so that lines of several threads are not mixed.
    out.println(line);
  }

  private static String level(Outcome outcome) {
    return serverError(outcome) ? "ERROR" : "INFO";
  }

  private static void putOutcome(ObjectNode line, Outcome outcome) {
    switch (outcome) {
      case Outcome.Answered _ -> line.put("outcome", "answered").put("status", 200);
      case Outcome.Refused refused ->
          line.put("outcome", "refused")
              .put("status", refused.status())
              .put("code", refused.code());
      case Outcome.Broken broken ->
          line.put("outcome", "broken").put("status", 200).put("code", broken.code());
      case Outcome.ClientGone _ -> line.put("outcome", "client_gone");
    }
  }

  private void putWork(ObjectNode line, RequestReport.Work work) {
    line.put("model", model).put("stream", work.streamed()).put("coldStart", work.coldStart());
    work.text()
        .filter(_ -> wantsText)
        .ifPresent(text -> line.put("prompt", text.prompt()).put("answer", text.answer()));
  }

  private void putMetrics(ObjectNode line, RequestReport report) {
    Map<String, String> units = new LinkedHashMap<>();
    line.put(MetricNames.ENDPOINT_DIMENSION, endpoint);
    put(line, units, MetricNames.REQUESTS, 1);
    put(line, units, MetricNames.CLIENT_ERRORS, clientError(report.outcome()) ? 1 : 0);
    put(line, units, MetricNames.SERVER_ERRORS, serverError(report.outcome()) ? 1 : 0);
    put(line, units, MetricNames.DURATION, report.total());
    report.generation().ifPresent(work -> putMetrics(line, units, work));
    ObjectNode aws = line.putObject("_aws");
    aws.put("Timestamp", report.at().toEpochMilli());
    ArrayNode directives = aws.putArray("CloudWatchMetrics");
    direct(directives, List.of(MetricNames.ENDPOINT_DIMENSION), units);
    keys.dimension(report.keyId())
        .ifPresent(
            key -> {
              line.put(MetricNames.KEY_DIMENSION, key);
              units.keySet().retainAll(BY_KEY);
              direct(
                  directives,
                  List.of(MetricNames.ENDPOINT_DIMENSION, MetricNames.KEY_DIMENSION),
                  units);
            });
  }

  private static void direct(
      ArrayNode directives, List<String> dimensions, Map<String, String> units) {
    ObjectNode directive = directives.addObject();
    directive.put("Namespace", MetricNames.NAMESPACE);
    ArrayNode set = directive.putArray("Dimensions").addArray();
    dimensions.forEach(set::add);
    ArrayNode metrics = directive.putArray("Metrics");
    units.forEach((name, unit) -> metrics.addObject().put("Name", name).put("Unit", unit));
  }

  private static void putMetrics(
      ObjectNode line, Map<String, String> units, RequestReport.Work work) {
    put(line, units, MetricNames.PROMPT_TOKENS, work.promptTokens());
    put(line, units, MetricNames.COMPLETION_TOKENS, work.completionTokens());
    put(line, units, MetricNames.MODEL_CALLS, work.modelCalls());
    put(line, units, MetricNames.COLD_STARTS, work.coldStart() ? 1 : 0);
    work.firstToken().ifPresent(time -> put(line, units, MetricNames.TIME_TO_FIRST_TOKEN, time));
  }

  private static void put(ObjectNode line, Map<String, String> units, String name, int count) {
    line.put(name, count);
    units.put(name, COUNT);
  }

  private static void put(ObjectNode line, Map<String, String> units, String name, Duration time) {
    line.put(name, time.toMillis());
    units.put(name, MILLISECONDS);
  }

  private static boolean clientError(Outcome outcome) {
    return outcome instanceof Outcome.Refused refused && refused.status() < 500;
  }

  private static boolean serverError(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Refused refused -> refused.status() >= 500;
      case Outcome.Broken _ -> true;
      case Outcome.Answered _, Outcome.ClientGone _ -> false;
    };
  }
}
