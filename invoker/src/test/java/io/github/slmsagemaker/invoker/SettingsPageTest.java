package io.github.slmsagemaker.invoker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.slmsagemaker.core.deployment.EnvironmentNames;
import io.github.slmsagemaker.core.deployment.Lane;
import io.github.slmsagemaker.core.deployment.Timers;
import io.github.slmsagemaker.testkit.pages.GeneratedSection;
import io.github.slmsagemaker.testkit.pages.VariableTable;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The invoker's variables in {@code docs/settings.md} are those that it reads, with its defaults.
 */
final class SettingsPageTest {
  private static final Map<String, String> REQUIRED =
      Map.of(
          EnvironmentNames.LANE, "serverless",
          EnvironmentNames.ENGINE, "llama-cpp",
          EnvironmentNames.MODEL, "hermes-3-llama-3.1-8b",
          EnvironmentNames.ENDPOINT_NAME, "slm");

  /** What a page tells of a variable; {@code usual} is not asked where it is required. */
  private record Variable(
      String name, String meaning, String values, Function<Settings, String> usual) {}

  @Test
  void the_page_tells_every_variable() throws Exception {
    List<String> names = new ArrayList<>();
    for (Field constant : EnvironmentNames.class.getFields()) {
      names.add(String.valueOf(constant.get(null)));
    }

    assertThat(variables().stream().map(Variable::name).toList())
        .containsExactlyInAnyOrderElementsOf(names);
  }

  @Test
  void exactly_the_required_ones_are_missed() {
    IllegalArgumentException missed =
        catchThrowableOfType(IllegalArgumentException.class, () -> Settings.from(Map.of()));

    for (Variable variable : variables()) {
      assertThat(missed.toString().contains(variable.name() + " is"))
          .as(variable.name())
          .isEqualTo(REQUIRED.containsKey(variable.name()));
    }
  }

  @Test
  void the_table_is_what_the_settings_are() throws Exception {
    GeneratedSection.of("docs/settings.md", "invoker variables")
        .requireIs(
            VariableTable.of(
                variables().stream()
                    .map(
                        variable ->
                            new VariableTable.Row(
                                variable.name(),
                                variable.meaning(),
                                variable.values(),
                                usual(variable)))
                    .toList()));
  }

  private static List<Variable> variables() {
    return List.of(
        required(EnvironmentNames.LANE, "where the model runs", "`serverless`, `gpu`, `always-on`"),
        required(
            EnvironmentNames.ENGINE,
            "dialect that the endpoint speaks",
            "`llama-cpp`, `tgi`, `vllm`, `tgi-llamacpp`"),
        required(EnvironmentNames.MODEL, "id under which the model is served", "text"),
        required(EnvironmentNames.ENDPOINT_NAME, "the SageMaker endpoint", "its name"),
        new Variable(
            EnvironmentNames.INFERENCE_COMPONENT,
            "the inference component on it, on the GPU lanes",
            "its name",
            settings ->
                settings.endpoint().component().map(SettingsPageTest::quoted).orElse("none")),
        new Variable(
            EnvironmentNames.CONTEXT_TOKENS,
            "tokens of prompt and answer together",
            "256 to 131072",
            settings -> quoted(settings.served().contextTokens())),
        new Variable(
            EnvironmentNames.MAX_CONCURRENCY,
            "requests that the endpoint works on at once",
            "1 to 200",
            settings -> quoted(settings.endpoint().maxConcurrency())),
        new Variable(
            EnvironmentNames.READS_PER_SECOND,
            "prompt tokens that are expected to be read in a second",
            "a number above 0",
            settings -> quoted(settings.endpoint().pace().reading())),
        new Variable(
            EnvironmentNames.WRITES_PER_SECOND,
            "tokens that are expected to be written in a second",
            "a number above 0",
            settings -> quoted(settings.endpoint().pace().writing())),
        new Variable(
            EnvironmentNames.MAX_CALLS_PER_REQUEST,
            "most model calls for one request",
            "1 to " + Timers.MOST_CALLS_PER_REQUEST,
            settings -> quoted(settings.requests().maxCalls())),
        new Variable(
            EnvironmentNames.PATIENCE_SECONDS,
            "seconds that a request waits for a cold model",
            "0 to " + Timers.STREAMED_REQUEST.toSeconds(),
            settings -> quoted(settings.requests().patience().toSeconds())),
        new Variable(
            EnvironmentNames.CORS_ORIGINS,
            "pages of which origins may call from a browser",
            "origins between commas, or `*` alone",
            settings -> settings.requests().origins().allowed().isEmpty() ? "none" : "some"),
        new Variable(
            EnvironmentNames.BEGINNING,
            "what the engine has read before any call",
            "`LENGTH:SHA256` of the text",
            settings -> settings.endpoint().beginning().map(String::valueOf).orElse("nothing")),
        new Variable(
            EnvironmentNames.LOG_TEXT,
            "prompts and answers may be in the log",
            "`true`, `false`",
            settings -> quoted(settings.logText())),
        new Variable(
            EnvironmentNames.PORT,
            "port to listen on, the Lambda Web Adapter's name; 0 for a free one",
            "0 to 65535",
            settings -> quoted(settings.port())));
  }

  private static Variable required(String name, String meaning, String values) {
    return new Variable(name, meaning, values, _ -> "required");
  }

  /** One value where the lanes agree, else what holds where. */
  private static String usual(Variable variable) {
    if (REQUIRED.containsKey(variable.name())) {
      return "required";
    }
    Map<String, List<Lane>> values =
        Arrays.stream(Lane.values())
            .collect(
                Collectors.groupingBy(
                    lane -> variable.usual().apply(on(lane)),
                    LinkedHashMap::new,
                    Collectors.toList()));
    return values.size() == 1
        ? values.keySet().iterator().next()
        : values.entrySet().stream()
            .map(value -> "%s (%s)".formatted(value.getKey(), words(value.getValue())))
            .collect(Collectors.joining(", "));
  }

  private static String quoted(Object value) {
    return "`" + value + "`";
  }

  private static Settings on(Lane lane) {
    Map<String, String> environment = new HashMap<>(REQUIRED);
    environment.put(EnvironmentNames.LANE, lane.word());
    return Settings.from(environment);
  }

  private static String words(List<Lane> lanes) {
    return lanes.stream().map(Lane::word).collect(Collectors.joining(", "));
  }
}
