package io.github.slmsagemaker.cli.explain;

import io.github.slmsagemaker.cli.account.Deployed;
import io.github.slmsagemaker.cli.account.Service;
import io.github.slmsagemaker.cli.account.Services;
import io.github.slmsagemaker.cli.account.Services.Answer;
import io.github.slmsagemaker.cli.account.Services.Question;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The logs of a deployment's parts; those of a deleted one, as far as they are still there. */
public final class Logs {
  private static final String GROUP = "AWS::Logs::LogGroup";

  private final Services aws;
  private final Map<String, String> groups = new LinkedHashMap<>();

  /**
   * @param deployed whose they are
   */
  public Logs(Services aws, Deployed deployed) {
    this.aws = aws;
    // The names of the parts as the stack's constructs give them.
    add("build", deployed.name(GROUP, "ModelServerlessImageLog"));
    add(
        "container",
        deployed
            .name(GROUP, "ModelServerlessLog")
            .or(() -> deployed.name(GROUP, "ModelInstancesLog")));
    add("invoker", deployed.name(GROUP, "InvokerLog"));
  }

  private void add(String part, Optional<String> group) {
    group.ifPresent(name -> groups.put(part, name));
  }

  /** Which parts have one, in the order in which a deployment needs them. */
  public List<String> parts() {
    return List.copyOf(groups.keySet());
  }

  /** The last lines of the newest stream; none where there is none. */
  public List<Evidence> tail(String part, int lines) {
    String group = groups.get(part);
    if (group == null) {
      return List.of();
    }
    Answer streams =
        aws.ask(
            Question.action(
                Service.LOGS,
                "DescribeLogStreams",
                Map.of(
                    "logGroupName",
                    group,
                    "orderBy",
                    "LastEventTime",
                    "descending",
                    true,
                    "limit",
                    1)));
    String stream = streams.body().path("logStreams").path(0).path("logStreamName").asString("");
    if (!streams.fine() || stream.isEmpty()) {
      return List.of();
    }
    Answer events =
        aws.ask(
            Question.action(
                Service.LOGS,
                "GetLogEvents",
                Map.of(
                    "logGroupName", group,
                    "logStreamName", stream,
                    "limit", lines,
                    "startFromHead", false)));
    return lines(part, events);
  }

  /** What was written at a time or later, in all streams. */
  public List<Evidence> since(String part, Instant time) {
    String group = groups.get(part);
    return group == null
        ? List.of()
        : lines(
            part,
            aws.ask(
                Question.action(
                    Service.LOGS,
                    "FilterLogEvents",
                    Map.of("logGroupName", group, "startTime", time.toEpochMilli()))));
  }

  private static List<Evidence> lines(String part, Answer events) {
    return events.fine()
        ? events.body().path("events").valueStream().map(event -> line(part, event)).toList()
        : List.of();
  }

  private static Evidence line(String part, JsonNode event) {
    return new Evidence(
        part,
        Optional.of(Instant.ofEpochMilli(event.path("timestamp").asLong(0))),
        event.path("message").asString("").strip());
  }
}
