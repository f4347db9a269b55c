package io.github.slmsagemaker.cli.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.slmsagemaker.cli.account.AccountFailure;
import io.github.slmsagemaker.cli.account.Endpoint;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code plan} and {@code doctor} say of an endpoint that is there. */
final class EndpointCommandsTest {
  private static final String TGI =
      "763104351884.dkr.ecr.eu-west-1.amazonaws.com/huggingface-pytorch-tgi-inference:2.7.0";

  private final CloudFixture cloud = new CloudFixture();

  @Test
  void plan_shows_state_machine_container_and_answer() {
    cloud.endpoints.put("jump", endpoint("InService", TGI));

    assertThat(cloud.run("plan", "--endpoint", "jump", "--engine", "tgi")).isZero();
    assertThat(cloud.out.toString().lines())
        .containsExactly(
            "ok       Endpoint: InService, 1 x ml.g5.xlarge",
            "ok       Its container: " + TGI,
            "ok       Its answer: a token, as tgi answers");
    assertThat(cloud.err.toString()).contains("its memory, speed and price are its owner's");
    assertThat(cloud.probes).containsExactly("jump by tgi");
  }

  @Test
  void doctor_asks_it_too_and_looks_for_no_image_and_no_quota_of_ours() {
    cloud.endpoints.put("jump", endpoint("InService", TGI));

    cloud.run("doctor", "-c", "endpoint=jump", "-c", "engine=tgi");

    assertThat(cloud.out.toString())
        .contains("Endpoint: InService", "Its answer: a token")
        .doesNotContain("Engine image", "serverless endpoint", "for endpoint usage");
  }

  @Test
  void one_that_is_not_there_is_not_asked() {
    assertThat(cloud.run("plan", "--endpoint", "jump", "--engine", "tgi")).isEqualTo(1);
    assertThat(cloud.out.toString())
        .startsWith("problem  Endpoint: there is no jump in this account and region")
        .contains("fix: check its name, and AWS_REGION");
    assertThat(cloud.probes).isEmpty();
  }

  @Test
  void one_that_failed_says_why_and_is_not_asked() {
    cloud.endpoints.put(
        "jump",
        new Endpoint("Failed", Optional.of("no capacity"), false, "1 x ml.g5", Optional.of(TGI)));

    assertThat(cloud.run("plan", "--endpoint", "jump", "--engine", "tgi")).isEqualTo(1);
    assertThat(cloud.out.toString()).contains("problem  Endpoint: Failed, 1 x ml.g5: no capacity");
    assertThat(cloud.probes).isEmpty();
  }

  @Test
  void an_answer_in_another_form_is_a_problem_with_its_reason() {
    cloud.endpoints.put("jump", endpoint("InService", "somebody/vllm:1"));
    cloud.silence = new AccountFailure("the engine refused the request: field required");

    assertThat(cloud.run("plan", "--endpoint", "jump", "--engine", "tgi", "--json")).isEqualTo(1);
    assertThat(cloud.out.toString())
        .contains(
            "somebody/vllm:1 does not look like tgi",
            "the engine refused the request: field required",
            "\"deployable\" : false");
  }

  @ParameterizedTest(name = "lane {0}, serverless {1}")
  @CsvSource({"serverless, false, always-on", "always-on, true, serverless"})
  void the_wrong_kind_is_told(String lane, boolean serverless, String right) {
    cloud.endpoints.put(
        "jump",
        new Endpoint("InService", Optional.empty(), serverless, "it", Optional.of("llama-cpp:1")));

    assertThat(cloud.run("plan", "--endpoint", "jump", "--engine", "llama-cpp", "--lane", lane))
        .isEqualTo(1);
    assertThat(cloud.out.toString()).contains("fix: say so: -c lane=" + right);
  }

  @Test
  void one_of_components_wants_the_name_of_one() {
    cloud.endpoints.put(
        "jump", new Endpoint("InService", Optional.empty(), false, "it", Optional.empty()));
    cloud.components.put("hermes", endpoint("InService", TGI));

    assertThat(cloud.run("plan", "--endpoint", "jump", "--engine", "tgi")).isEqualTo(1);
    assertThat(cloud.out.toString()).contains("-c endpointComponent=NAME");
    assertThat(
            cloud.run(
                "plan", "--endpoint", "jump", "--engine", "tgi", "--endpoint-component", "hermes"))
        .isZero();
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"--endpoint jump", "--endpoint jump --engine tgi --memory 3072"})
  void options_that_make_no_sense_end_with_2(String options) {
    assertThat(cloud.run(("plan " + options).split(" "))).isEqualTo(2);
  }

  private static Endpoint endpoint(String status, String image) {
    return new Endpoint(status, Optional.empty(), false, "1 x ml.g5.xlarge", Optional.of(image));
  }
}
