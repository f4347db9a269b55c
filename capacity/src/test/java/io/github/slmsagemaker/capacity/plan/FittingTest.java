package io.github.slmsagemaker.capacity.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.slmsagemaker.core.catalogue.Catalogue;
import io.github.slmsagemaker.core.catalogue.Model;
import io.github.slmsagemaker.core.deployment.Lane;
import io.github.slmsagemaker.deployment.Deployment;
import io.github.slmsagemaker.deployment.DeploymentSettings;
import io.github.slmsagemaker.deployment.engine.EngineKind;
import io.github.slmsagemaker.deployment.reader.Reading;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class FittingTest {
  @ParameterizedTest(name = "lane={0} model={1} memoryMb={2}")
  @CsvSource({
    "serverless, hermes-3-llama-3.1-8b, 6144",
    "serverless, hermes-3-llama-3.2-3b, 3072",
    "gpu, hermes-3-llama-3.1-8b,",
    "always-on, hermes-3-llama-3.1-8b,",
  })
  void what_fits_has_no_problem(String lane, String model, String memory) {
    Map<String, String> settings =
        memory == null
            ? Map.of("lane", lane, "model", model)
            : Map.of("lane", lane, "model", model, "memoryMb", memory);

    assertThat(Fitting.read(settings).problems()).isEmpty();
  }

  @ParameterizedTest(name = "{0}={1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          quantization | Q6_K   | it needs 7285 MiB
          context      | 16384  | what fits: quantization IQ3_M, or context 8192, or model
          memoryMb     | 3072   | what fits: memory 6144 MB, or model hermes-3-llama-3.2-3b in Q4_K_M, or lane gpu in BF16
          """)
  void what_does_not_fit_is_told_with_what_would(String key, String value, String sentence) {
    Map<String, String> settings =
        Map.of(
            "imageUri",
            "123456789012.dkr.ecr.eu-west-1.amazonaws.com/slm@sha256:"
                + "0123456789abcdef".repeat(4),
            key,
            value);

    assertThat(Fitting.read(settings).problems())
        .singleElement()
        .asString()
        .contains("on lane serverless does not fit: it needs ", sentence);
  }

  @ParameterizedTest(name = "{0} in {1} MB: {2}")
  @CsvSource({
    "qwen3-4b-instruct-2507, 3072, 2048",
    "qwen3-4b-instruct-2507, 4096, 4096",
    "granite-4.0-h-tiny, 5120, 32768",
    "hermes-3-llama-3.1-8b, 6144, 4096",
    "hermes-3-llama-3.1-8b, 5120, 4096", // which does not fit, nor would a shorter one
  })
  void a_context_that_nobody_asks_for_is_one_that_fits(String model, String memory, int tokens) {
    assertThat(deployment(Map.of("model", model, "memoryMb", memory)).contextTokens())
        .isEqualTo(tokens);
  }

  @Test
  void one_that_somebody_asks_for_is_never_shortened() {
    Map<String, String> settings =
        Map.of("model", "qwen3-4b-instruct-2507", "memoryMb", "3072", "context", "4096");

    assertThat(deployment(settings).contextTokens()).isEqualTo(4096);
    assertThat(problems(settings)).singleElement().asString().contains("what fits: context 2048");
  }

  /** The largest power of two up to what is usual; where 1024 do not fit, the plan says so. */
  @ParameterizedTest
  @MethodSource("everyModelInEveryMemory")
  void by_itself_everything_fits_that_can(String model, String quantization, int memory) {
    Map<String, String> settings =
        Map.of(
            "model",
            model,
            "quantization",
            quantization,
            "memoryMb",
            Integer.toString(memory),
            "imageUri",
            "123456789012.dkr.ecr.eu-west-1.amazonaws.com/slm@sha256:"
                + "0123456789abcdef".repeat(4));
    Planner planner = new Planner();
    Deployment byItself = deployment(settings);

    assertThat(planner.fits(byItself))
        .isEqualTo(planner.fits(byItself.withContextTokens(1024)))
        .isEqualTo(problems(settings).isEmpty());
    int usual = model.equals("granite-4.0-h-tiny") ? 32_768 : 4096;
    if (planner.fits(byItself) && byItself.contextTokens() < usual) {
      assertThat(planner.fits(byItself.withContextTokens(2 * byItself.contextTokens()))).isFalse();
    } else {
      assertThat(byItself.contextTokens()).isEqualTo(usual);
    }
  }

  private static Stream<Arguments> everyModelInEveryMemory() {
    return Catalogue.load().models().stream()
        .flatMap(
            model ->
                EngineKind.LLAMA_CPP.weightsOf(model).stream()
                    .filter(weights -> weights.size().isPresent())
                    .flatMap(
                        weights ->
                            Stream.of(1024, 2048, 3072, 4096, 5120, 6144)
                                .map(mb -> arguments(model.id().value(), weights.name(), mb))));
  }

  private static Deployment deployment(Map<String, String> settings) {
    return Fitting.read(settings).value().orElseThrow().deployment();
  }

  @Test
  void a_fit_is_told_together_with_every_other_problem() {
    Reading<DeploymentSettings> reading =
        Fitting.read(Map.of("memoryMb", "3072", "alarmEmail", "ops", "rateLimit", "0"));

    assertThat(reading.value()).as("what it would be").isPresent();
    assertThat(reading.problems())
        .hasSize(3)
        .anySatisfy(problem -> assertThat(problem).contains("does not fit: it needs 5600 MiB"));
  }

  @Test
  void nothing_is_said_of_a_model_whose_shape_is_not_known() {
    Deployment usual = Deployment.usual(Lane.SERVERLESS);
    Model known = usual.model();
    Model unknown =
        new Model(
            known.id(),
            known.huggingFaceId(),
            known.licence(),
            Optional.empty(),
            known.tokens(),
            known.format(),
            known.sampling(),
            known.specialStrings(),
            Optional.empty(),
            List.of());

    assertThat(Fitting.problem(usual.withWeights(unknown, usual.weights()))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"gpu, 1.77", "always-on, 33.81"})
  void money_that_no_call_fits_in_is_refused_with_the_least_that_one_does(
      String lane, double least) {
    assertThat(problems(Map.of("lane", lane, "dollarsPerMonth", "1.5")))
        .singleElement()
        .asString()
        .contains("dollarsPerMonth is 1.5", "ml.g5.xlarge at $1.41 an hour", "at least " + least);
    assertThat(problems(Map.of("lane", lane, "dollarsPerMonth", String.valueOf(least)))).isEmpty();
  }

  @Test
  void money_is_refused_where_no_price_is_known() {
    assertThat(
            problems(
                Map.of("lane", "gpu", "instanceType", "ml.g6e.xlarge", "dollarsPerMonth", "100")))
        .singleElement()
        .asString()
        .contains("dollarsPerMonth cannot be kept on ml.g6e.xlarge", "instanceType=ml.g5.xlarge");
  }

  private static List<String> problems(Map<String, String> settings) {
    return Fitting.read(settings).problems();
  }
}
