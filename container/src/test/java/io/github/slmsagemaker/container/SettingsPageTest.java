package io.github.slmsagemaker.container;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.slmsagemaker.core.deployment.ContainerNames;
import io.github.slmsagemaker.testkit.pages.GeneratedSection;
import io.github.slmsagemaker.testkit.pages.VariableTable;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The container's variables in {@code docs/settings.md} are those that its entrypoint reads. */
final class SettingsPageTest {
  /** Other defaults than a word that stands in the script. */
  private static final Map<String, String> USUAL =
      Map.of(
          ContainerNames.MODEL, "not compared",
          ContainerNames.QUANTIZATION, "not compared",
          ContainerNames.THREADS, "the processors, or the control group's share of them",
          ContainerNames.MEMORY_MB, "the limit of its control group");

  /** Values that are no range of numbers. */
  private static final Map<String, String> VALUES =
      Map.of(
          ContainerNames.MODEL, "text",
          ContainerNames.QUANTIZATION, "text",
          ContainerNames.REPACK, "`true`, `false`");

  @Test
  void every_constant_is_listed_and_told() throws Exception {
    List<String> names = new ArrayList<>();
    for (Field constant : ContainerNames.class.getFields()) {
      if (constant.getType() == String.class) {
        names.add(String.valueOf(constant.get(null)));
      }
    }

    assertThat(ContainerNames.ALL).containsExactlyInAnyOrderElementsOf(names);
    assertThat(meanings().keySet()).containsExactlyInAnyOrderElementsOf(names);
  }

  @Test
  void the_table_is_what_the_entrypoint_does() throws Exception {
    String script = Files.readString(Path.of("checks.sh"));

    GeneratedSection.of("docs/settings.md", "container variables")
        .requireIs(
            VariableTable.of(
                meanings().entrySet().stream()
                    .map(
                        variable ->
                            new VariableTable.Row(
                                variable.getKey(),
                                variable.getValue(),
                                values(script, variable.getKey()),
                                usual(script, variable.getKey())))
                    .toList()));
  }

  private static Map<String, String> meanings() {
    Map<String, String> meanings = new LinkedHashMap<>();
    meanings.put(ContainerNames.MODEL, "the model's id, which the image must hold");
    meanings.put(ContainerNames.QUANTIZATION, "name of its quantization, compared likewise");
    meanings.put(ContainerNames.CONTEXT_TOKENS, "tokens of prompt and answer, for one sequence");
    meanings.put(
        ContainerNames.THREADS, "threads that compute, at most as many as there are processors");
    meanings.put(
        ContainerNames.PHYSICAL_BATCH_TOKENS, "tokens of a prompt that are computed at once");
    meanings.put(
        ContainerNames.SEQUENCES, "answers generated at once, each with a context of its own");
    meanings.put(
        ContainerNames.PROMPT_CACHE_MB, "MiB for prompts of earlier requests, beside the context");
    meanings.put(
        ContainerNames.REPACK, "keeps the weights in a faster layout where the processor has one");
    meanings.put(ContainerNames.MAX_CONCURRENCY, "requests in the container at once");
    meanings.put(ContainerNames.MEMORY_MB, "memory of the container in MiB");
    return meanings;
  }

  private static String usual(String script, String name) {
    if (USUAL.containsKey(name)) {
      return USUAL.get(name);
    }
    return "`" + found(script, "\\$\\{" + name + ":-([^}$]+)}").group(1) + "`";
  }

  private static String values(String script, String name) {
    if (VALUES.containsKey(name)) {
      return VALUES.get(name);
    }
    Matcher bounds = found(script, "whole " + name + " \\S+ (\\d+) (\\d+)");
    return bounds.group(1) + " to " + bounds.group(2);
  }

  private static Matcher found(String script, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(script);
    assertThat(matcher.find()).as(pattern).isTrue();
    return matcher;
  }
}
