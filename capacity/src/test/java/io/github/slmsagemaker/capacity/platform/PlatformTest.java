package io.github.slmsagemaker.capacity.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.slmsagemaker.core.catalogue.Catalogue;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

final class PlatformTest {
  private final Platform platform = Platform.load();

  @Test
  void the_limits_are_those_of_serverless_inference() {
    assertThat(platform.serverless().memorySizesMb())
        .containsExactly(1024, 2048, 3072, 4096, 5120, 6144);
    assertThat(platform.serverless().imageBytes()).isEqualTo(10L << 30);
    assertThat(platform.serverless().mostConcurrency()).isEqualTo(200);
    assertThat(platform.serverless().mbPerProcessor()).isEqualTo(1769);
    assertThat(platform.serverlessSecond(6144)).isCloseTo(0.00012, within(1e-12));
  }

  @Test
  void exactly_these_instances_have_a_price() {
    assertThat(platform.instances())
        .filteredOn(instance -> instance.hourlyPrice().isPresent())
        .extracting(InstanceType::name)
        .containsExactly("ml.g5.xlarge", "ml.g5.2xlarge", "ml.g6.2xlarge");
  }

  @Test
  void smaller_cards_come_first() {
    assertThat(platform.instances()).extracting(InstanceType::cardMib).isSorted();
  }

  @Test
  void every_figure_has_a_source() {
    assertThat(platform.serverless().source()).isNotBlank();
    assertThat(platform.newAccount().source()).isNotBlank();
    assertThat(platform.serverlessGigabyteSecond().source()).isNotBlank();
    assertThat(platform.instances()).allSatisfy(it -> assertThat(it.source()).isNotBlank());
    assertThat(platform.bedrock()).allSatisfy(it -> assertThat(it.source()).isNotBlank());
    assertThat(platform.images()).allSatisfy(it -> assertThat(it.source()).isNotBlank());
    assertThat(platform.speeds()).allSatisfy(it -> assertThat(it.source()).isNotBlank());
  }

  @ParameterizedTest(name = "{0} becomes {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "cardMib":15360   | "cardMib":"16 GB"  | $.platform.instances[0].cardMib is "16 GB"
          "dollars":1.4084  | "dollars":0        | instances[1].hourlyPrice: dollars is 0.0
          "dollars":1.4084  | "euros":1.4084     | hourlyPrice has 'euros', expected of
          "engine":"tgi-ll  | "engine":"vllm-ll  | unknown engine 'vllm-llamacpp', expected one of
          "mbPerCpu":1769   | "gbPerCpu":2       | $.platform.serverless has 'gbPerCpu'
          """)
  void damaged_figures_are_refused_by_what_is_wrong_in_them(
      String original, String damaged, String complaint) {
    Catalogue catalogue = Catalogue.load();
    String section = catalogue.section("platform").toString();
    assertThat(section).contains(original);
    ObjectNode other = (ObjectNode) new JsonMapper().readTree(section.replace(original, damaged));

    assertThatThrownBy(
            () ->
                PlatformReader.read(
                    new Catalogue(catalogue.date(), catalogue.models(), Map.of("platform", other))))
        .hasMessageContaining(complaint);
  }
}
