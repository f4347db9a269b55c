package io.github.slmsagemaker.infra;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.slmsagemaker.core.deployment.Lane;
import io.github.slmsagemaker.deployment.DeploymentSettings;
import io.github.slmsagemaker.deployment.reader.DeploymentReader;
import io.github.slmsagemaker.deployment.reader.Key;
import io.github.slmsagemaker.testkit.pages.GeneratedSection;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The context keys of {@code docs/settings.md} are the readers', defaults and lanes included. */
final class SettingsPageTest {
  private static final DeploymentReader READER = new DeploymentReader();
  private static final String HEADER =
      "| key | meaning | values | default | lanes |\n|---|---|---|---|---|\n";

  @Test
  void the_page_tells_every_key() {
    assertThat(DocumentedKey.all().stream().map(DocumentedKey::name).toList())
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(READER.keys());
  }

  @Test
  void the_table_is_what_the_readers_do() throws Exception {
    GeneratedSection.of("docs/settings.md", "context keys")
        .requireIs(
            HEADER
                + DocumentedKey.all().stream()
                    .map(SettingsPageTest::row)
                    .collect(Collectors.joining()));
  }

  private static String row(DocumentedKey key) {
    List<Lane> lanes =
        Arrays.stream(Lane.values()).filter(lane -> hasEffect(key.name(), lane)).toList();
    return "| `%s` | %s | %s | %s | %s |\n"
        .formatted(
            key.name(), key.meaning(), key.values(), defaults(key, lanes), where(key, lanes));
  }

  private static String where(DocumentedKey key, List<Lane> lanes) {
    if (lanes.isEmpty()) {
      return "with `endpoint` only";
    }
    String where = lanes.size() == Lane.values().length ? "all" : words(lanes);
    return hasEffectOnEndpoint(key.name()) ? where : where + "; not with `endpoint`";
  }

  /** One value where the lanes agree, else what holds where. */
  private static String defaults(DocumentedKey key, List<Lane> lanes) {
    if (lanes.isEmpty()) {
      return key.usual().apply(settings(Lane.SERVERLESS));
    }
    Map<String, List<Lane>> values =
        lanes.stream()
            .collect(
                Collectors.groupingBy(
                    lane -> key.usual().apply(settings(lane)),
                    LinkedHashMap::new,
                    Collectors.toList()));
    return values.size() == 1
        ? values.keySet().iterator().next()
        : values.entrySet().stream()
            .map(value -> value.getKey() + " (" + words(value.getValue()) + ")")
            .collect(Collectors.joining(", "));
  }

  private static DeploymentSettings settings(Lane lane) {
    return READER.read(Map.of(Key.LANE.word(), lane.word())).orThrow();
  }

  /** A key without effect is refused for that reason, whatever its value. */
  private static boolean hasEffect(String key, Lane lane) {
    Map<String, String> settings = new HashMap<>(Map.of(key, "x"));
    settings.put(Key.LANE.word(), lane.word());
    return READER.read(settings).problems().stream()
        .noneMatch(
            problem ->
                problem.startsWith(key + " ")
                    && problem.contains(" has no effect on lane " + lane.word()));
  }

  private static boolean hasEffectOnEndpoint(String key) {
    Map<String, String> settings = new HashMap<>(Map.of("engine", "tgi", "endpoint", "there"));
    settings.put(key, "x");
    return READER.read(settings).problems().stream()
        .noneMatch(
            problem ->
                problem.startsWith(key + " ") && problem.contains(" has no effect with endpoint"));
  }

  private static String words(List<Lane> lanes) {
    return lanes.stream().map(Lane::word).collect(Collectors.joining(", "));
  }
}
