package io.github.slmsagemaker.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.slmsagemaker.core.deployment.Lane;
import io.github.slmsagemaker.deployment.engine.EngineKind;
import io.github.slmsagemaker.infra.constructs.api.Access;
import io.github.slmsagemaker.infra.constructs.image.ModelImage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DeploymentSettingsTest {
  private static final String IMAGE = Synthesised.IMAGE;

  @Test
  void the_default_lane_needs_nothing() {
    DeploymentSettings settings = DeploymentSettings.fromContext(Map.of());

    assertThat(settings.model().image()).isEqualTo(ModelImage.Built.usual());

    assertThat(settings.model().lane()).isEqualTo(Lane.SERVERLESS);
    assertThat(settings.model().engine()).isEqualTo(EngineKind.LLAMA_CPP);
    assertThat(settings.model().model().id()).isEqualTo("hermes-3-llama-3.1-8b");
    assertThat(settings.model().model().quantization()).isEqualTo("Q4_K_M");
    assertThat(settings.model().memoryMb()).isEqualTo(6144);
    assertThat(settings.model().maxConcurrency()).isEqualTo(1);
    assertThat(settings.model().settings().contextTokens()).isEqualTo(4096);
    assertThat(settings.maxCallsPerRequest()).isEqualTo(4);
    assertThat(settings.access())
        .isEqualTo(
            new Access.ApiKeys(
                List.of("default"), Optional.of(new Access.Quota(5000, Access.Period.DAY))));
  }

  @Test
  void the_gpu_lanes_need_nothing() {
    DeploymentSettings settings = DeploymentSettings.fromContext(Map.of("lane", "gpu"));

    assertThat(settings.model().engine()).isEqualTo(EngineKind.TGI);
    assertThat(settings.model().model().quantization()).isEqualTo("BF16");
    assertThat(settings.model().instanceType()).isEqualTo("ml.g5.xlarge");
    assertThat(settings.maxCallsPerRequest()).isEqualTo(1);
  }

  @Test
  void tgi_on_cpus_is_its_llama_cpp_backend() {
    assertThat(
            DeploymentSettings.fromContext(Map.of("engine", "tgi", "imageUri", IMAGE))
                .model()
                .engine())
        .isEqualTo(EngineKind.TGI_LLAMACPP);
  }

  @Test
  void a_model_and_a_memory_that_fit_each_other_are_accepted() {
    DeploymentSettings settings =
        DeploymentSettings.fromContext(
            Map.of(
                "imageUri", IMAGE,
                "model", "hermes-3-llama-3.2-3b",
                "memoryMb", "3072"));

    assertThat(settings.model().memoryMb()).isEqualTo(3072);
    assertThat(settings.model().model().quantization()).isEqualTo("Q4_K_M");
  }

  @Test
  void an_instance_that_the_catalogue_does_not_know_is_the_persons_business() {
    assertThat(
            DeploymentSettings.fromContext(Map.of("lane", "gpu", "instanceType", "ml.g5.4xlarge"))
                .model()
                .instanceType())
        .isEqualTo("ml.g5.4xlarge");
  }

  @Test
  void the_keys_about_the_image_say_who_builds_it_and_on_what() {
    assertThat(
            DeploymentSettings.fromContext(
                    Map.of(
                        "imageBuild", "docker",
                        "engineImage", "public.ecr.aws/deep-learning-containers/llama-cpp:x"))
                .model()
                .image())
        .isEqualTo(
            new ModelImage.Built(
                ModelImage.Builder.DOCKER,
                Optional.of("public.ecr.aws/deep-learning-containers/llama-cpp:x"),
                Optional.empty()));
    assertThat(
            DeploymentSettings.fromContext(
                    Map.of("engine", "tgi", "tgiImage", "ghcr.io/me/tgi:3.3.7-llamacpp"))
                .model())
        .satisfies(
            model -> {
              assertThat(model.engine()).isEqualTo(EngineKind.TGI_LLAMACPP);
              assertThat(model.image())
                  .isEqualTo(
                      new ModelImage.Built(
                          ModelImage.Builder.CODEBUILD,
                          Optional.empty(),
                          Optional.of("ghcr.io/me/tgi:3.3.7-llamacpp")));
            });
    assertThat(DeploymentSettings.fromContext(Map.of("imageUri", IMAGE)).model().image())
        .isEqualTo(new ModelImage.Existing(IMAGE));
  }

  @Test
  void keys_of_the_cdk_itself_are_not_ours() {
    assertThat(
            DeploymentSettings.fromContext(
                Map.of(
                    "imageUri", IMAGE,
                    "@aws-cdk/core:validateAgainstDefaultRules", "true",
                    "aws:cdk:version-reporting", "true",
                    "cli-telemetry", "false")))
        .isEqualTo(DeploymentSettings.fromContext(Map.of("imageUri", IMAGE)));
  }

  static Stream<Arguments> wrong() {
    return Stream.of(
        one(
            "unknown lane",
            "lane",
            "cheap",
            "lane is 'cheap', expected one of always-on, gpu, serverless"),
        one("5000 MB", "memoryMb", "5000", "memoryMb is 5000, but a serverless endpoint has 1024,"),
        one("7168 MB", "memoryMb", "7168", "memoryMb is 7168"),
        one("no MB", "memoryMb", "0", "memoryMb is 0"),
        one("memory in words", "memoryMb", "6 GB", "memoryMb is '6 GB', expected a whole number"),
        one("concurrency 300", "maxConcurrency", "300", "maxConcurrency is 300, expected 1 to 200"),
        one("concurrency 0", "maxConcurrency", "0", "maxConcurrency is 0, expected 1 to 200"),
        one("context of 0", "context", "0", "context is 0 tokens, expected 256 to 131072"),
        one(
            "too many calls",
            "maxCallsPerRequest",
            "15",
            "maxCallsPerRequest is 15, expected 1 to 14"),
        one("unknown engine", "engine", "vllm", "engine is 'vllm', expected one of llama-cpp, tgi"),
        one("unknown model", "model", "gpt-9", "unknown model 'gpt-9', expected one of"),
        one("model for laptops", "model", "slm-demo", "slm-demo"),
        one(
            "unknown quantisation",
            "quantization",
            "Q9",
            "unknown quantization of hermes-3-llama-3.1-8b 'Q9'"),
        one("weights for a GPU", "quantization", "BF16", "lane serverless needs GGUF"),
        one(
            "image elsewhere",
            "imageUri",
            "docker.io/me/slm:1",
            "imageUri is 'docker.io/me/slm:1', expected"),
        one(
            "image without tag",
            "imageUri",
            "123456789012.dkr.ecr.eu-west-1.amazonaws.com/slm",
            "imageUri is"),
        one(
            "unknown build",
            "imageBuild",
            "kaniko",
            "imageBuild is 'kaniko', expected one of codebuild, docker"),
        one(
            "instance on serverless",
            "instanceType",
            "ml.g5.xlarge",
            "instanceType is for the GPU lanes"),
        one("unknown auth", "auth", "none", "auth is 'none', expected one of api-key, iam"),
        one("odd key name", "keys", "a b", "keys has 'a b', expected names"),
        one("a key twice", "keys", "a,b,a", "keys has a name twice: a,b,a"),
        one("a key without name", "keys", "a,,b", "keys has '', expected names"),
        one("no rate", "rateLimit", "0", "rateLimit is 0.0 requests a second"),
        one("rate NaN", "rateLimit", "NaN", "rateLimit is NaN requests a second"),
        one("no burst", "burstLimit", "0", "burstLimit is 0 requests, expected 1 to 5000"),
        one("no quota", "quotaLimit", "0", "quotaLimit is 0 requests, expected at least 1"),
        one(
            "unknown period",
            "quotaPeriod",
            "YEAR",
            "quotaPeriod is 'YEAR', expected one of DAY, MONTH, WEEK"),
        one("no address", "alarmEmail", "ops", "alarmEmail is 'ops', expected an e-mail address"),
        one("no budget", "monthlyBudget", "-1", "monthlyBudget is -1.0, expected US dollars"),
        one(
            "a slip of the pen",
            "memory",
            "6144",
            "unknown context key memory, expected one of alarmEmail, auth"),
        many(
            "weights that cannot be fetched",
            Map.of("quantization", "Q5_K_M"),
            "quantization Q5_K_M of hermes-3-llama-3.1-8b has no file and checksum"),
        many(
            "an engine image without tag",
            Map.of("engineImage", "ghcr.io/ggml-org/llama.cpp"),
            "engineImage is 'ghcr.io/ggml-org/llama.cpp', expected REGISTRY/REPOSITORY@sha256"),
        many(
            "an image of the other engine",
            Map.of("tgiImage", "ghcr.io/me/tgi:1"),
            "tgiImage is for engine tgi and has no effect with engine llama-cpp"),
        many(
            "the other engine's image with tgi",
            Map.of("engine", "tgi", "tgiImage", "ghcr.io/me/tgi:1", "engineImage", "ghcr.io/a/b:1"),
            "engineImage is for engine llama-cpp and has no effect with engine tgi"),
        many(
            "two images",
            Map.of("imageUri", IMAGE, "imageBuild", "docker"),
            "imageBuild has no effect with imageUri"),
        many(
            "a build on a GPU lane",
            Map.of("lane", "gpu", "imageBuild", "docker"),
            "imageBuild is for lane serverless"),
        many(
            "tgi without an image for it",
            Map.of("engine", "tgi"),
            "tgiImage is missing: engine tgi on lane serverless needs"),
        many(
            "llama-cpp on a GPU",
            Map.of("lane", "gpu", "engine", "llama-cpp"),
            "engine llama-cpp does not run on lane gpu"),
        many(
            "memory on a GPU lane",
            Map.of("lane", "gpu", "memoryMb", "6144"),
            "memoryMb is for lane serverless"),
        many(
            "CPU instance",
            Map.of("lane", "gpu", "instanceType", "ml.m5.large"),
            "instanceType is 'ml.m5.large', expected a GPU instance"),
        many(
            "EC2 instance",
            Map.of("lane", "gpu", "instanceType", "g5.xlarge"),
            "instanceType is 'g5.xlarge'"),
        many(
            "model without weights for TGI",
            Map.of("lane", "gpu", "model", "hermes-3-llama-3.2-3b"),
            "has no weights as SAFETENSORS"),
        many(
            "going on with TGI",
            Map.of("lane", "gpu", "maxCallsPerRequest", "4"),
            "maxCallsPerRequest is 4, but engine tgi cannot go on"),
        one(
            "a model that does not fit",
            "quantization",
            "Q5_K_M",
            "hermes-3-llama-3.1-8b in Q5_K_M with a context of 4096 on lane serverless does not fit:"
                + " it needs 6595 MiB"),
        one("too little memory", "memoryMb", "3072", "what fits: memory 6144 MB, or model"),
        one("too long a context", "context", "8192", "what fits: quantization Q3_K_L, or context"),
        many(
            "a card that is too small",
            Map.of("lane", "gpu", "instanceType", "ml.g4dn.xlarge"),
            "what fits: instance type ml.g5.xlarge (23028 MiB)"),
        many(
            "quota with IAM",
            Map.of("imageUri", IMAGE, "auth", "iam", "quotaLimit", "5"),
            "quotaLimit cannot be kept with auth=iam: a quota belongs to a usage plan"),
        many(
            "keys with IAM",
            Map.of("imageUri", IMAGE, "auth", "iam", "keys", "a"),
            "keys has no effect with auth=iam"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wrong")
  void wrong_context_is_refused_with_a_sentence(
      String label, Map<String, String> context, String sentence) {
    InvalidContext refusal =
        catchThrowableOfType(InvalidContext.class, () -> DeploymentSettings.fromContext(context));

    assertThat(refusal).as(context.toString()).isNotNull();
    assertThat(refusal.problems()).anySatisfy(problem -> assertThat(problem).contains(sentence));
  }

  @Test
  void all_problems_are_told_at_once() {
    assertThatThrownBy(
            () ->
                DeploymentSettings.fromContext(
                    Map.of(
                        "memoryMb", "5000",
                        "maxConcurrency", "300",
                        "model", "gpt-9",
                        "engine", "tgi",
                        "auth", "iam",
                        "quotaLimit", "9",
                        "monthlyBudget", "free")))
        .isInstanceOf(InvalidContext.class)
        .hasMessageContaining("the context has 6 problems:")
        .hasMessageContaining("memoryMb is 5000")
        .hasMessageContaining("maxConcurrency is 300")
        .hasMessageContaining("unknown model 'gpt-9'")
        .hasMessageContaining("tgiImage is missing")
        .hasMessageContaining("quotaLimit cannot be kept")
        .hasMessageContaining("monthlyBudget is 'free', expected a number");
  }

  private static Arguments one(String label, String key, String value, String sentence) {
    Map<String, String> context = new HashMap<>(Map.of("imageUri", IMAGE));
    context.put(key, value);
    return Arguments.of(label, context, sentence);
  }

  private static Arguments many(String label, Map<String, String> context, String sentence) {
    return Arguments.of(label, context, sentence);
  }
}
