package io.github.slmsagemaker.cli.plan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.slmsagemaker.cli.Pipe;
import io.github.slmsagemaker.cli.Slm;
import io.github.slmsagemaker.cli.cloud.CloudFixture;
import io.github.slmsagemaker.cli.terminal.Terminal;
import io.github.slmsagemaker.cli.terminal.Termination;
import io.github.slmsagemaker.local.LocalStack;
import io.github.slmsagemaker.local.models.ProgressLines;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class PlanCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  /** Rewritten by hand after a look at the difference: a table is read by people. */
  @ParameterizedTest(name = "{1}")
  @CsvSource({
    "plan-all.txt,        plan --lane all",
    "plan-too-little.txt, plan --memory 3072",
    "plan-no-price.txt,   plan --lane gpu --instance-type ml.g6.xlarge --requests-per-day 5",
  })
  void the_table_is_the_golden_one(String golden, String arguments) throws IOException {
    run(arguments.split(" "));

    assertThat(out.toString()).isEqualTo(golden(golden));
    assertThat(err.toString()).isEmpty();
  }

  @ParameterizedTest(name = "{0}: exit code {1}")
  @CsvSource({
    "plan, 0",
    "plan --lane serverless, 0",
    "plan --lane gpu, 0",
    "plan --lane always-on, 0",
    "plan --lane all, 0",
    "plan --lane all --memory 3072, 0",
    "plan --lane all --quantization Q5_K_M --memory 6144, 0",
    "plan --engine tgi, 0",
    "plan --model hermes-3-llama-3.2-3b --memory 3072, 0",
    "plan --memory 3072, 1",
    "plan --quantization Q6_K, 1",
    "plan --quantization BF16, 1",
    "plan --context 16384, 1",
    "plan --lane gpu --instance-type ml.g4dn.xlarge, 1",
    "plan --lane gpu --model hermes-3-llama-3.2-3b, 1",
    "plan --model slm-demo, 1",
    "plan --engine tgi --quantization Q4_0, 1",
  })
  void the_exit_code_says_whether_it_fits(String arguments, int code) {
    assertThat(run(arguments.split(" "))).isEqualTo(code);
    assertThat(run((arguments + " --json").split(" "))).isEqualTo(code);
    assertThat(err.toString()).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          plan --lane cheap               | --lane is 'cheap', expected one of serverless, gpu,
          plan --engine sglang            | --engine is 'sglang', expected one of llama-cpp, tgi, vllm
          plan --model gpt-9              | unknown model 'gpt-9', expected one of hermes-3-llama
          plan --quantization Q9          | unknown quantization of hermes-3-llama-3.1-8b 'Q9'
          plan --lane gpu --instance-type ml.t3.medium | --instance-type is 'ml.t3.medium', exp
          plan --lane gpu --engine llama-cpp | --engine llama-cpp does not run on lane gpu
          plan --lane gpu --memory 3072   | --memory is for lane serverless and has no effect
          plan --instance-type ml.g5.xlarge | --instance-type is for the GPU lanes and has no
          plan --memory 5000              | --memory is 5000, but a serverless endpoint has 1024,
          plan --memory much              | --memory is 'much', expected a whole number
          plan --max-concurrency 300      | --max-concurrency is 300, expected 1 to 200
          plan --max-concurrency 0        | --max-concurrency is 0, expected 1 to 200
          plan --context 0                | --context is 0 tokens, expected 256 to 131072
          plan --context 200000           | --context is 200000 tokens, expected 256 to 131072
          plan --requests-per-day 0       | requestsPerDay is 0, expected at least 1
          plan --prompt-tokens -1         | promptTokens is -1, expected at least 1
          plan --output-tokens 0          | outputTokens is 0, expected at least 1
          plan --lane gpu --instance-type ml.g5.4xlarge | unknown instance type 'ml.g5.4xlarge', exp
          plan --memory 5000 --context 1  | --memory is 5000, but a serverless endpoint has 1024,
          plan --nonsense                 | unknown option --nonsense
          """)
  void bad_usage_is_one_line_and_exit_code_2(String arguments, String complaint) {
    int code = run(arguments.split(" "));

    assertThat(code).isEqualTo(2);
    assertThat(err.toString()).startsWith("slm: " + complaint).hasLineCount(1);
    assertThat(out.toString()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plan --lane all",
        "plan --lane all --requests-per-day 1000000 --output-tokens 4000",
        "plan --quantization BF16 --max-concurrency 200",
      })
  void no_line_is_wider_than_96_columns_and_none_has_a_colour(String arguments) {
    run(arguments.split(" "));

    assertThat(out.toString().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(97));
    assertThat(out.toString()).doesNotContain("\u001b").endsWith("\n");
  }

  @Test
  void json_has_exactly_these_fields() {
    run("plan", "--memory", "3072", "--json");

    JsonNode root = new JsonMapper().readTree(out.toString());
    JsonNode plan = root.path("plans").path(0);
    assertThat(root.propertyNames())
        .containsExactly("date", "fits", "traffic", "plans", "impossible");
    assertThat(plan.propertyNames())
        .containsExactly(
            "fits",
            "sentence",
            "configuration",
            "memory",
            "image",
            "speed",
            "reach",
            "cost",
            "problems",
            "notes",
            "nearest");
    assertThat(plan.path("configuration").propertyNames())
        .containsExactly(
            "lane",
            "engine",
            "model",
            "quantization",
            "memoryMb",
            "maxConcurrency",
            "maxCallsPerRequest",
            "engineSettings");
    assertThat(plan.path("cost").propertyNames())
        .containsExactly(
            "currency",
            "perRequest",
            "perMillionTokens",
            "leastPerMonth",
            "perMonth",
            "worstMonth",
            "basis",
            "rivals");
    assertThat(plan.path("fits").booleanValue()).isFalse();
    assertThat(plan.path("nearest").path(0).path("configuration").path("memoryMb").intValue())
        .isEqualTo(6144);
  }

  @Test
  void in_json_a_price_that_is_not_known_is_null() {
    run("plan", "--lane", "gpu", "--instance-type", "ml.g6.xlarge", "--json");

    JsonNode plan = new JsonMapper().readTree(out.toString()).path("plans").path(0);
    assertThat(plan.path("cost").path("perMonth").isNull()).isTrue();
    assertThat(plan.path("cost").path("basis").asString()).startsWith("price not known");
    assertThat(plan.path("configuration").path("instanceType").asString())
        .isEqualTo("ml.g6.xlarge");
  }

  @Test
  void json_carries_the_settings_of_the_engine() {
    run("plan", "--json");

    JsonNode settings =
        new JsonMapper().readTree(out.toString()).at("/plans/0/configuration/engineSettings");
    assertThat(settings.toString())
        .isEqualTo(
            "{\"contextTokens\":4096,\"threads\":null,\"physicalBatchTokens\":256,\"sequences\":1,"
                + "\"promptCacheMb\":0,\"repack\":true,\"kvType\":\"f16\"}");
  }

  @Test
  void help_names_every_option() {
    assertThat(run("plan", "--help")).isZero();

    assertThat(out.toString())
        .contains("--lane", "--engine", "--model", "--quantization", "--memory", "--context")
        .contains("--instance-type", "--max-concurrency", "--requests-per-day")
        .contains("--prompt-tokens", "--output-tokens", "--json");
  }

  private int run(String... arguments) {
    Terminal terminal =
        new Terminal(
            new PrintWriter(out, true),
            new PrintWriter(err, true),
            new ProgressLines(_ -> {}, InstantSource.system()),
            Map.of());
    return Slm.commandLine(
            terminal,
            (settings, progress) -> {
              throw new AssertionError("a plan starts nothing");
            },
            new Never(),
            new CloudFixture().cloud(),
            Pipe.EMPTY)
        .execute(arguments);
  }

  private static String golden(String name) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(PlanCommandTest.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  /** Nothing runs that could end. */
  private static final class Never implements Termination {
    @Override
    public void watch(LocalStack stack) {
      throw new AssertionError("a plan starts nothing");
    }

    @Override
    public int await() {
      throw new AssertionError("a plan starts nothing");
    }
  }
}
