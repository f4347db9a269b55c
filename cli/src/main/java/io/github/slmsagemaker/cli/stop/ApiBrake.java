package io.github.slmsagemaker.cli.stop;

import io.github.slmsagemaker.cli.account.Service;
import io.github.slmsagemaker.cli.account.Services;
import io.github.slmsagemaker.cli.account.Services.Question;
import io.github.slmsagemaker.core.deployment.StopNames;
import java.util.List;
import java.util.Map;

/**
 * The words by which API Gateway answers where the invoker takes no request: a variable of the
 * stage, since gateway responses themselves change only with a deployment of the API.
 */
final class ApiBrake implements Brake {
  private final Services aws;
  private final String path;

  ApiBrake(Services aws, String api, String stage) {
    this.aws = aws;
    this.path = "/restapis/%s/stages/%s".formatted(api, stage);
  }

  @Override
  public String part() {
    return "API";
  }

  @Override
  public Seen look() {
    String code =
        aws.ask(Question.get(Service.API, path))
            .orThrow("read the API's stage")
            .path("variables")
            .path(StopNames.VARIABLE)
            .asString("");
    return code.equals(StopNames.STOPPED)
        ? new Seen(State.STOPPED, "says 503 " + StopNames.STOPPED)
        : new Seen(State.RUNNING, "says nothing of a stop");
  }

  @Override
  public void stop() {
    say(StopNames.STOPPED);
  }

  @Override
  public void start() {
    say(StopNames.RUNNING);
  }

  private void say(String code) {
    Map<String, String> change =
        Map.of("op", "replace", "path", "/variables/" + StopNames.VARIABLE, "value", code);
    var _ =
        aws.ask(
                Question.change(
                    Service.API, "PATCH", path, Map.of("patchOperations", List.of(change))))
            .orThrow("change the API's stage");
  }
}
