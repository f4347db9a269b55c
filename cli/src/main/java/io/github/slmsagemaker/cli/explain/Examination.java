package io.github.slmsagemaker.cli.explain;

import io.github.slmsagemaker.cli.account.AccountFailure;
import io.github.slmsagemaker.cli.account.Deployed;
import io.github.slmsagemaker.cli.account.Service;
import io.github.slmsagemaker.cli.account.Services;
import io.github.slmsagemaker.cli.account.Services.Answer;
import io.github.slmsagemaker.cli.account.Services.Question;
import io.github.slmsagemaker.cli.account.Stacks;
import io.github.slmsagemaker.cli.stop.Brakes;
import io.github.slmsagemaker.cli.stop.Report;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** Looks at every part of a deployment, and gathers what was said of those that are not well. */
public final class Examination {
  private static final int LINES = 15;
  private static final Set<String> GOOD = Set.of("CREATE_COMPLETE", "UPDATE_COMPLETE");
  private static final String STACK = "AWS::CloudFormation::Stack";

  private final Services aws;
  private final Stacks stacks;
  private final Deployed deployed;
  private final List<Part> parts = new ArrayList<>();
  private final List<Evidence> evidence = new ArrayList<>();

  private Examination(Services aws, Stacks stacks, Deployed deployed) {
    this.aws = aws;
    this.stacks = stacks;
    this.deployed = deployed;
  }

  /** Of a deployment that is there, half there or gone. */
  public static Explanation of(Services aws, Stacks stacks, Deployed deployed) {
    return new Examination(aws, stacks, deployed).explanation();
  }

  private Explanation explanation() {
    stack();
    deployed
        .name("AWS::CodeBuild::Project", "")
        .ifPresent(name -> tried("image build", name, this::build));
    deployed
        .name("AWS::SageMaker::Endpoint", "")
        .ifPresent(name -> tried("endpoint", name, this::endpoint));
    deployed
        .name("AWS::SageMaker::InferenceComponent", "")
        .ifPresent(name -> tried("copies of the model", name, this::component));
    Optional<Report> stop = stop();
    boolean well = parts.stream().allMatch(Part::fine);
    logs(well);
    Optional<Cause> cause =
        Causes.load()
            .find(evidence)
            .map(
                found ->
                    found.id().equals("out-of-memory")
                        ? Figures.of(aws, deployed).map(found::with).orElse(found)
                        : found);
    return new Explanation(parts, stop, cause, evidence, well);
  }

  private void tried(String kind, String id, Consumer<String> look) {
    try {
      look.accept(id.substring(id.lastIndexOf('/') + 1));
    } catch (AccountFailure failed) {
      parts.add(new Part(kind, id, "unknown", Optional.empty(), failed.explanation(), true));
    }
  }

  private void stack() {
    Stacks.State state = deployed.stack();
    boolean fine = GOOD.contains(state.status());
    parts.add(
        new Part(
            "stack",
            state.id(),
            state.status(),
            Optional.of(state.since()),
            state.reason().orElse(""),
            fine));
    if (!fine) {
      for (Stacks.Event event : stacks.events(state.id())) {
        if (event.type().equals(STACK) && GOOD.contains(event.status())) {
          break;
        }
        if (event.failed() && !event.type().equals(STACK)) {
          evidence.add(
              new Evidence(
                  event.logicalId(), Optional.of(event.time()), event.reason().orElse("")));
        }
      }
    }
  }

  private void endpoint(String name) {
    Answer answer = describe("DescribeEndpoint", "EndpointName", name);
    if (!answer.fine()) {
      parts.add(absent("endpoint", name));
      return;
    }
    JsonNode endpoint = answer.body();
    String live = endpoint.path("EndpointConfigName").asString("");
    String wanted =
        deployed
            .name("AWS::SageMaker::EndpointConfig", "")
            .map(id -> id.substring(id.lastIndexOf('/') + 1))
            .orElse(live);
    boolean same = live.equals(wanted);
    String status = endpoint.path("EndpointStatus").asString("");
    parts.add(
        new Part(
            "endpoint",
            name,
            status,
            time(endpoint, "LastModifiedTime"),
            same
                ? "configuration " + live
                : "runs configuration %s, not %s that was asked for: it was rolled back"
                    .formatted(live, wanted),
            same && status.equals("InService")));
    reason("endpoint", endpoint);
  }

  private void component(String name) {
    Answer answer = describe("DescribeInferenceComponent", "InferenceComponentName", name);
    if (!answer.fine()) {
      parts.add(absent("copies of the model", name));
      return;
    }
    JsonNode component = answer.body();
    String status = component.path("InferenceComponentStatus").asString("");
    parts.add(
        new Part(
            "copies of the model",
            name,
            status,
            time(component, "LastModifiedTime"),
            "%d run, %d wanted"
                .formatted(
                    component.path("RuntimeConfig").path("CurrentCopyCount").asInt(0),
                    component.path("RuntimeConfig").path("DesiredCopyCount").asInt(0)),
            status.equals("InService")));
    reason("copies of the model", component);
  }

  private void build(String project) {
    Answer ids =
        aws.ask(
            Question.action(
                Service.BUILDS,
                "ListBuildsForProject",
                Map.of("projectName", project, "sortOrder", "DESCENDING")));
    String id = ids.body().path("ids").path(0).asString("");
    if (id.isEmpty()) {
      return;
    }
    JsonNode build =
        aws.ask(Question.action(Service.BUILDS, "BatchGetBuilds", Map.of("ids", List.of(id))))
            .body()
            .path("builds")
            .path(0);
    String status = build.path("buildStatus").asString("unknown");
    parts.add(
        new Part(
            "image build",
            id,
            status,
            time(build, "startTime"),
            build.path("currentPhase").asString(""),
            status.equals("SUCCEEDED") || status.equals("IN_PROGRESS")));
    build
        .path("phases")
        .valueStream()
        .flatMap(phase -> phase.path("contexts").valueStream())
        .map(context -> context.path("message").asString(""))
        .filter(message -> !message.isBlank())
        .forEach(message -> evidence.add(new Evidence("build", Optional.empty(), message)));
  }

  /** A stopped deployment is not ill. */
  private Optional<Report> stop() {
    if (deployed.stack().gone()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Brakes.of(aws, stacks, deployed).look());
    } catch (AccountFailure unknown) {
      return Optional.empty();
    }
  }

  private void logs(boolean well) {
    Logs logs = new Logs(aws, deployed);
    for (String part : logs.parts()) {
      if (!well || part.equals("invoker")) {
        try {
          evidence.addAll(logs.tail(part, LINES));
        } catch (AccountFailure failed) {
          evidence.add(new Evidence(part, Optional.empty(), failed.explanation()));
        }
      }
    }
  }

  private Answer describe(String action, String field, String name) {
    return aws.ask(Question.action(Service.SAGEMAKER, action, Map.of(field, name)));
  }

  private void reason(String from, JsonNode described) {
    String reason = described.path("FailureReason").asString("");
    if (!reason.isEmpty()) {
      evidence.add(new Evidence(from, time(described, "LastModifiedTime"), reason));
    }
  }

  private static Part absent(String kind, String name) {
    return new Part(kind, name, "absent", Optional.empty(), "", false);
  }

  /** Seconds, in AWS's JSON. */
  private static Optional<Instant> time(JsonNode described, String field) {
    JsonNode seconds = described.path(field);
    return seconds.isNumber()
        ? Optional.of(Instant.ofEpochMilli(Math.round(seconds.asDouble() * 1000)))
        : Optional.empty();
  }
}
