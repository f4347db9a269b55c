package io.github.slmsagemaker.cli.stop;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.slmsagemaker.cli.account.Service;
import io.github.slmsagemaker.cli.account.Services;
import io.github.slmsagemaker.cli.account.Services.Question;
import java.net.URLEncoder;
import java.util.Map;
import java.util.OptionalInt;
import tools.jackson.databind.JsonNode;

/**
 * The invoker's reserved concurrency: at 0 Lambda starts nothing for it, and what runs ends by
 * itself.
 *
 * <p>Source of the paths: "PutFunctionConcurrency" and "GetFunctionConcurrency" in Lambda's API
 * reference.
 */
final class InvokerBrake implements Brake {
  private static final String FIELD = "ReservedConcurrentExecutions";

  private final Services aws;
  private final String function;
  private final OptionalInt deployed;

  /**
   * @param function its name
   * @param deployed what the template reserves; empty for nothing
   */
  InvokerBrake(Services aws, String function, OptionalInt deployed) {
    this.aws = aws;
    this.function = URLEncoder.encode(function, UTF_8);
    this.deployed = deployed;
  }

  @Override
  public String part() {
    return "invoker";
  }

  @Override
  public Seen look() {
    JsonNode reserved =
        aws.ask(
                Question.get(
                    Service.FUNCTIONS, "/2019-09-30/functions/%s/concurrency".formatted(function)))
            .orThrow("read the invoker's concurrency")
            .path(FIELD);
    if (reserved.isNumber() && reserved.asInt() == 0) {
      return new Seen(State.STOPPED, "takes no request: its reserved concurrency is 0");
    }
    return new Seen(
        State.RUNNING,
        reserved.isNumber()
            ? "takes requests, %d at once".formatted(reserved.asInt())
            : "takes requests");
  }

  @Override
  public void stop() {
    reserve(0);
  }

  @Override
  public void start() {
    deployed.ifPresentOrElse(this::reserve, this::reserveNothing);
  }

  private void reserve(int number) {
    var _ =
        aws.ask(Question.change(Service.FUNCTIONS, "PUT", path(), Map.of(FIELD, number)))
            .orThrow("set the invoker's concurrency to " + number);
  }

  private void reserveNothing() {
    var _ =
        aws.ask(Question.change(Service.FUNCTIONS, "DELETE", path(), Map.of()))
            .orThrow("take the invoker's reserved concurrency away");
  }

  private String path() {
    return "/2017-10-31/functions/%s/concurrency".formatted(function);
  }
}
