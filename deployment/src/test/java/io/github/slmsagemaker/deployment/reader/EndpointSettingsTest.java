package io.github.slmsagemaker.deployment.reader;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.slmsagemaker.core.deployment.Lane;
import io.github.slmsagemaker.deployment.Deployment;
import io.github.slmsagemaker.deployment.Placement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of an endpoint that is there. */
final class EndpointSettingsTest {
  @Test
  void an_endpoint_is_on_instances_that_stay_unless_told() {
    Deployment deployment = read(Map.of("endpoint", "Jump-1", "engine", "tgi"));

    assertThat(deployment.placement())
        .isEqualTo(new Placement.OnEndpoint(Lane.ALWAYS_ON, "Jump-1", Optional.empty()));
    assertThat(deployment.engine().word()).isEqualTo("tgi");
    assertThat(deployment.contextTokens()).isEqualTo(8192);
    assertThat(deployment.maxConcurrency()).isEqualTo(8);
  }

  @Test
  void a_serverless_one_takes_one_call_at_once_and_is_spoken_to_as_on_processors() {
    Deployment deployment = read(Map.of("endpoint", "jump", "engine", "tgi", "lane", "serverless"));

    assertThat(deployment.engine().word()).isEqualTo("tgi-llamacpp");
    assertThat(deployment.contextTokens()).isEqualTo(4096);
    assertThat(deployment.maxConcurrency()).isEqualTo(1);
  }

  @ParameterizedTest(name = "engine {0}, lane {1}")
  @CsvSource({"llama-cpp, always-on", "llama-cpp, gpu", "llama-cpp, serverless", "tgi, gpu"})
  void any_engine_may_run_on_somebody_elses_endpoint(String engine, String lane) {
    assertThat(read(Map.of("endpoint", "jump", "engine", engine, "lane", lane)).engine().choice())
        .isEqualTo(engine);
  }

  @Test
  void a_model_without_weights_for_the_engine_is_no_matter() {
    Deployment deployment =
        read(Map.of("endpoint", "jump", "engine", "tgi", "model", "hermes-3-llama-3.2-3b"));

    assertThat(deployment.model().id().value()).isEqualTo("hermes-3-llama-3.2-3b");
  }

  @Test
  void a_model_without_any_weights_in_the_catalogue_is_refused() {
    assertThat(problems(Map.of("endpoint", "jump", "engine", "tgi", "model", "slm-demo")))
        .singleElement()
        .asString()
        .startsWith("slm-demo has no weights as ");
  }

  @Test
  void its_inference_component_is_called() {
    Deployment deployment =
        read(Map.of("endpoint", "jump", "engine", "tgi", "endpointComponent", "hermes"));

    assertThat(deployment.placement())
        .isEqualTo(new Placement.OnEndpoint(Lane.ALWAYS_ON, "jump", Optional.of("hermes")));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "imageUri, 123456789012.dkr.ecr.eu-west-1.amazonaws.com/slm:1",
    "imageBuild, docker",
    "engineImage, public.ecr.aws/x/y:1",
    "tgiImage, public.ecr.aws/x/y:1",
    "quantization, Q4_K_M",
    "memoryMb, 6144",
    "threads, 2",
    "instanceType, ml.g5.xlarge",
    "dollarsPerMonth, 20",
  })
  void what_belongs_to_a_machine_of_ours_is_refused_beside_it(String key, String value) {
    assertThat(problems(Map.of("endpoint", "jump", "engine", "llama-cpp", key, value)))
        .singleElement()
        .asString()
        .startsWith(key + " is for ")
        .endsWith(" has no effect with endpoint, which is taken as it is; leave it out");
  }

  @Test
  void nothing_tells_what_runs_in_its_container_but_the_engine() {
    assertThat(problems(Map.of("endpoint", "jump")))
        .singleElement()
        .asString()
        .startsWith("engine is missing: say what runs on the endpoint, one of llama-cpp, tgi");
  }

  @ParameterizedTest(name = "endpoint {0}")
  @CsvSource({"arn:aws:sagemaker:eu-west-1:123456789012:endpoint/jump", "a_b", "-a", "a-"})
  void a_name_is_no_arn(String name) {
    assertThat(problems(Map.of("endpoint", name, "engine", "tgi")))
        .containsExactly(
            "endpoint is '%s', expected its name in SageMaker: up to 63 letters, digits and inner"
                    .formatted(name)
                + " hyphens");
  }

  @Test
  void a_component_wants_an_endpoint_on_instances() {
    assertThat(problems(Map.of("endpointComponent", "hermes")))
        .containsExactly(
            "endpointComponent is for an endpoint that is there and has no effect on lane"
                + " serverless; leave it out");
    assertThat(
            problems(
                Map.of(
                    "endpoint", "jump",
                    "endpointComponent", "hermes",
                    "engine", "llama-cpp",
                    "lane", "serverless")))
        .containsExactly(
            "endpointComponent is for an endpoint on instances: one of lane serverless has none;"
                + " leave it out");
  }

  private static Deployment read(Map<String, String> settings) {
    return new DeploymentReader().read(settings).orThrow().deployment();
  }

  private static List<String> problems(Map<String, String> settings) {
    return new DeploymentReader().read(new HashMap<>(settings)).problems();
  }
}
