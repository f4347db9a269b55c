package io.github.slmsagemaker.cli.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.slmsagemaker.cli.account.Services.Question;
import io.github.slmsagemaker.testkit.aws.MotoServer;
import java.net.ProxySelector;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Questions in JSON against moto's server, by the SDK's own settings. */
final class AwsServicesTest {
  private static final List<String> SETTINGS =
      List.of("aws.endpointUrl", "aws.region", "aws.accessKeyId", "aws.secretAccessKey");
  private static MotoServer moto;

  private final Services aws = new AwsServices(ProxySelector.getDefault());

  @BeforeAll
  static void start() {
    assumeThat(MotoServer.installed()).as(MotoServer.ABSENT).isPresent();
    moto = MotoServer.start();
    List<String> values = List.of(moto.address().toString(), "eu-west-1", "stand-in", "stand-in");
    for (int i = 0; i < values.size(); i++) {
      System.setProperty(SETTINGS.get(i), values.get(i));
    }
  }

  @AfterAll
  static void stop() {
    SETTINGS.forEach(System::clearProperty);
    if (moto != null) {
      moto.close();
    }
  }

  @Test
  void a_variable_of_a_stage_is_changed_in_place() {
    String api = "/restapis/" + made("/restapis", Map.of("name", "a")).path("id").asString();
    String root =
        aws.ask(Question.get(Service.API, api + "/resources"))
            .orThrow("read the resources")
            .findPath("id")
            .asString();
    String method = api + "/resources/" + root + "/methods/GET";
    put(method, Map.of("authorizationType", "NONE"));
    put(method + "/integration", Map.of("type", "MOCK"));
    var _ = made(api + "/deployments", Map.of("stageName", "live"));

    String stage = api + "/stages/live";
    var answer =
        aws.ask(
            Question.change(
                Service.API,
                "PATCH",
                stage,
                Map.of(
                    "patchOperations",
                    List.of(
                        Map.of(
                            "op", "replace",
                            "path", "/variables/unanswered",
                            "value", "deployment_stopped")))));

    assertThat(answer.fine()).as(answer.message()).isTrue();
    assertThat(
            aws.ask(Question.get(Service.API, stage))
                .body()
                .at("/variables/unanswered")
                .asString(""))
        .isEqualTo("deployment_stopped");
  }

  @Test
  void a_refusal_has_the_service_s_words() {
    var answer =
        aws.ask(
            Question.action(
                Service.SAGEMAKER, "DescribeEndpoint", Map.of("EndpointName", "absent")));

    assertThat(answer.fine()).isFalse();
    assertThat(answer.message()).contains("Could not find endpoint");
  }

  private JsonNode made(String path, Map<String, ?> body) {
    return aws.ask(Question.change(Service.API, "POST", path, body)).orThrow("make " + path);
  }

  private void put(String path, Map<String, ?> body) {
    var _ = aws.ask(Question.change(Service.API, "PUT", path, body)).orThrow("put " + path);
  }
}
