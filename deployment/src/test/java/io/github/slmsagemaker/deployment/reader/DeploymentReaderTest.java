package io.github.slmsagemaker.deployment.reader;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.slmsagemaker.core.deployment.KeyGrant;
import io.github.slmsagemaker.core.deployment.Lane;
import io.github.slmsagemaker.deployment.Access;
import io.github.slmsagemaker.deployment.Deployment;
import io.github.slmsagemaker.deployment.DeploymentSettings;
import io.github.slmsagemaker.deployment.ModelImage;
import io.github.slmsagemaker.deployment.Placement;
import io.github.slmsagemaker.deployment.ProcessorSettings;
import io.github.slmsagemaker.deployment.SpendingLimits;
import io.github.slmsagemaker.deployment.engine.EngineKind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DeploymentReaderTest {
  private static final String IMAGE =
      "123456789012.dkr.ecr.eu-west-1.amazonaws.com/slm@sha256:" + "0123456789abcdef".repeat(4);

  @Test
  void the_default_lane_needs_nothing() {
    DeploymentSettings settings = read(Map.of());

    Deployment deployment = settings.deployment();
    assertThat(deployment.placement())
        .isEqualTo(
            new Placement.Serverless(
                6144,
                new ProcessorSettings(OptionalInt.empty(), 256, 1, 0, true),
                new ModelImage.Built(ModelImage.Builder.CODEBUILD, Optional.empty())));
    assertThat(deployment.lane()).isEqualTo(Lane.SERVERLESS);
    assertThat(deployment.engine()).isEqualTo(EngineKind.LLAMA_CPP);
    assertThat(deployment.model().id().value()).isEqualTo("hermes-3-llama-3.1-8b");
    assertThat(deployment.weights().name()).isEqualTo("Q4_K_M");
    assertThat(deployment.maxConcurrency()).isEqualTo(1);
    assertThat(deployment.contextTokens()).isEqualTo(4096);
    assertThat(deployment.maxCallsPerRequest()).isEqualTo(4);
    assertThat(settings.access())
        .isEqualTo(
            new Access.ApiKeys(
                List.of("default"), Optional.of(new Access.Quota(5000, Access.Period.DAY))));
    assertThat(settings.throttle()).isEqualTo(new Access.Throttle(5, 10));
    assertThat(settings.origins().allowed()).isEmpty();
    assertThat(settings.setsGatewayLogRole()).isTrue();
    assertThat(settings.monthlyBudget()).hasValue(25);
  }

  @ParameterizedTest(name = "{0} keeps {1} instances at least")
  @CsvSource({"gpu, 0", "always-on, 1"})
  void the_gpu_lanes_need_nothing(String lane, int least) {
    Deployment deployment = read(Map.of("lane", lane)).deployment();

    assertThat(deployment.placement())
        .isEqualTo(new Placement.OnInstances("ml.g5.xlarge", least, 1, Optional.empty()));
    assertThat(deployment.lane().word()).isEqualTo(lane);
    assertThat(deployment.engine()).isEqualTo(EngineKind.TGI);
    assertThat(deployment.weights().name()).isEqualTo("BF16");
    assertThat(deployment.contextTokens()).isEqualTo(8192);
    assertThat(deployment.maxConcurrency()).isEqualTo(8);
    assertThat(deployment.maxCallsPerRequest()).isEqualTo(1);
  }

  @Test
  void tgi_on_cpus_is_its_llama_cpp_backend() {
    assertThat(read(Map.of("engine", "tgi", "imageUri", IMAGE)).deployment().engine())
        .isEqualTo(EngineKind.TGI_LLAMACPP);
  }

  @Test
  void an_instance_that_the_catalogue_does_not_know_is_the_persons_business() {
    assertThat(
            read(Map.of("lane", "gpu", "instanceType", "ml.g5.4xlarge")).deployment().placement())
        .isEqualTo(new Placement.OnInstances("ml.g5.4xlarge", 0, 1, Optional.empty()));
  }

  @Test
  void the_keys_about_the_image_say_who_builds_it_and_on_what() {
    assertThat(
            image(
                Map.of(
                    "imageBuild", "docker",
                    "engineImage", "public.ecr.aws/deep-learning-containers/llama-cpp:x")))
        .isEqualTo(
            new ModelImage.Built(
                ModelImage.Builder.DOCKER,
                Optional.of("public.ecr.aws/deep-learning-containers/llama-cpp:x")));
    assertThat(image(Map.of("engine", "tgi", "tgiImage", "ghcr.io/me/tgi:3.3.7-llamacpp")))
        .isEqualTo(
            new ModelImage.Built(
                ModelImage.Builder.CODEBUILD, Optional.of("ghcr.io/me/tgi:3.3.7-llamacpp")));
    assertThat(image(Map.of("imageUri", IMAGE))).isEqualTo(new ModelImage.Existing(IMAGE));
    assertThat(read(Map.of("lane", "gpu", "imageUri", IMAGE)).deployment().placement())
        .isEqualTo(
            new Placement.OnInstances(
                "ml.g5.xlarge", 0, 1, Optional.of(new ModelImage.Existing(IMAGE))));
  }

  @Test
  void keys_of_the_cdk_itself_are_not_ours() {
    assertThat(
            read(
                Map.of(
                    "imageUri", IMAGE,
                    "@aws-cdk/core:validateAgainstDefaultRules", "true",
                    "aws:cdk:version-reporting", "true",
                    "cli-telemetry", "false")))
        .isEqualTo(read(Map.of("imageUri", IMAGE)));
  }

  @Test
  void keys_may_have_limits_of_their_own() {
    DeploymentSettings settings =
        read(Map.of("keys", "alice:500/day, bob,carol:7/day+9/month", "tokensPerMonth", "1000"));

    assertThat(((Access.ApiKeys) settings.access()).names())
        .containsExactly("alice", "bob", "carol");
    assertThat(settings.spending())
        .isEqualTo(
            new SpendingLimits(
                OptionalLong.empty(),
                OptionalLong.of(1_000),
                List.of(
                    new KeyGrant("alice", OptionalLong.of(500), OptionalLong.empty()),
                    new KeyGrant("carol", OptionalLong.of(7), OptionalLong.of(9))),
                OptionalDouble.empty(),
                false));
  }

  @Test
  void money_can_be_limited_for_whoever_calls() {
    Map<String, String> settings =
        Map.of("imageUri", IMAGE, "auth", "iam", "dollarsPerMonth", "12.5");

    assertThat(read(settings).spending().dollarsPerMonth()).hasValue(12.5);
    assertThat(read(settings).spending().limits()).isTrue();
  }

  @Test
  void a_pool_of_the_stacks_own_is_made_where_none_is_named() {
    assertThat(read(Map.of("auth", "cognito")).access()).isEqualTo(Access.Cognito.OWN);
  }

  @Test
  void a_pool_may_be_in_any_account_and_region() {
    String pool = "arn:aws-us-gov:cognito-idp:us-gov-west-1:210987654321:userpool/us-gov-west-1_A1";

    assertThat(
            read(Map.of("auth", "cognito", "userPool", pool, "scopes", "slm/invoke, openid"))
                .access())
        .isEqualTo(new Access.Cognito(Optional.of(pool), List.of("slm/invoke", "openid")));
  }

  @Test
  void an_issuer_is_kept_to_the_letter() {
    Map<String, String> settings =
        Map.of(
            "auth", "jwt",
            "jwtIssuer", "https://tenant.eu.auth0.com/",
            "jwtAudience", "https://slm.example,other",
            "jwtKeys", "https://tenant.eu.auth0.com/.well-known/jwks.json");

    assertThat(read(settings).access())
        .isEqualTo(
            new Access.Jwt(
                "https://tenant.eu.auth0.com/",
                List.of("https://slm.example", "other"),
                Optional.of("https://tenant.eu.auth0.com/.well-known/jwks.json")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"cognito", "jwt"})
  void a_tokens_subject_has_a_budget_as_a_key_has(String auth) {
    Map<String, String> settings = new HashMap<>(Map.of("auth", auth, "tokensPerDay", "500"));
    if (auth.equals("jwt")) {
      settings.putAll(Map.of("jwtIssuer", "https://issuer.example", "jwtAudience", "slm"));
    }

    assertThat(read(settings).spending().perDay()).hasValue(500);
  }

  @Test
  void nobody_is_limited_unless_said() {
    assertThat(read(Map.of("keys", "alice,bob")).spending().limits()).isFalse();
  }

  @Test
  void a_budget_of_nothing_is_no_budget() {
    assertThat(read(Map.of("monthlyBudget", "0")).monthlyBudget()).isEmpty();
    assertThat(read(Map.of("monthlyBudget", "0.5")).monthlyBudget()).hasValue(0.5);
  }

  @ParameterizedTest(name = "{0} MB: {1} threads")
  @CsvSource({"1024, 1", "3072, 2", "4096, 3", "6144, 4"})
  void threads_are_taken_up_to_the_processors_that_the_memory_brings(int memory, int threads) {
    Map<String, String> settings =
        Map.of(
            "model", "hermes-3-llama-3.2-3b",
            "memoryMb", String.valueOf(memory),
            "threads", String.valueOf(threads));

    assertThat(read(settings).deployment().placement())
        .isEqualTo(
            Placement.Serverless.USUAL
                .withMemoryMb(memory)
                .withSettings(ProcessorSettings.USUAL.withThreads(threads)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*",
        "https://chat.example.com",
        "http://localhost:3000, https://chat.example.com",
        "http://127.0.0.1:8080",
        "http://[::1]:3000",
      })
  void origins_are_those_that_browsers_write(String origins) {
    assertThat(String.join(", ", read(Map.of("corsOrigins", origins)).origins().allowed()))
        .isEqualTo(origins);
  }

  private static DeploymentSettings read(Map<String, String> settings) {
    return new DeploymentReader().read(settings).orThrow();
  }

  private static ModelImage image(Map<String, String> settings) {
    return ((Placement.Serverless) read(settings).deployment().placement()).image();
  }
}
