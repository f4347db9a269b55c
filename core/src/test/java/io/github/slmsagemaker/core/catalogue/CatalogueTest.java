package io.github.slmsagemaker.core.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.slmsagemaker.core.catalogue.BoundaryTokens.Token;
import io.github.slmsagemaker.core.chat.Sampling;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogueTest {
  private final Catalogue catalogue = Catalogue.load();

  @Test
  void the_catalogue_is_dated() {
    assertThat(catalogue.date()).isEqualTo(LocalDate.of(2026, 11, 22));
  }

  @Test
  void these_models_are_known_and_no_others() {
    assertThat(catalogue.ids())
        .containsExactly(
            "hermes-3-llama-3.1-8b",
            "hermes-3-llama-3.2-3b",
            "qwen3-4b-instruct-2507",
            "granite-4.0-h-tiny",
            "qwen2.5-0.5b-instruct",
            "slm-demo");
  }

  @Test
  void the_8b_has_the_shape_of_llama_3_1() {
    Architecture shape = catalogue.model("hermes-3-llama-3.1-8b").architecture().orElseThrow();

    assertThat(shape.source()).isNotBlank();
    assertThat(shape)
        .usingRecursiveComparison()
        .ignoringFields("source")
        .isEqualTo(new Architecture(32, 32, 8, 128, 4096, 14336, 128256, 131072, false, "ignored"));
  }

  @Test
  void the_3b_has_the_shape_of_llama_3_2() {
    Architecture shape = catalogue.model("hermes-3-llama-3.2-3b").architecture().orElseThrow();

    assertThat(shape)
        .usingRecursiveComparison()
        .ignoringFields("source")
        .isEqualTo(new Architecture(28, 24, 8, 128, 3072, 8192, 128256, 131072, true, "ignored"));
  }

  @ParameterizedTest
  @CsvSource({
    "hermes-3-llama-3.1-8b,  llama",
    "hermes-3-llama-3.2-3b,  llama",
    "qwen3-4b-instruct-2507, qwen3",
    "qwen2.5-0.5b-instruct,  qwen2",
    "granite-4.0-h-tiny,     granitehybrid"
  })
  void a_model_is_of_the_family_that_its_file_names(String model, String family) {
    assertThat(catalogue.model(model).architecture().orElseThrow().family()).isEqualTo(family);
  }

  @ParameterizedTest
  @CsvSource({
    "hermes-3-llama-3.1-8b,  131072, 0",
    "qwen3-4b-instruct-2507, 147456, 0",
    "qwen2.5-0.5b-instruct,  12288,  0",
    "granite-4.0-h-tiny,     8192,   58060800"
  })
  void a_hybrid_keeps_little_of_each_token_and_a_state_beside(
      String model, long bytesOfAToken, long bytesOfState) {
    Architecture shape = catalogue.model(model).architecture().orElseThrow();

    assertThat(2L * 2 * shape.attentionLayers() * shape.kvHeads() * shape.headDim())
        .isEqualTo(bytesOfAToken);
    assertThat(4 * shape.stateElements()).isEqualTo(bytesOfState);
  }

  @ParameterizedTest
  @CsvSource({
    "hermes-3-llama-3.1-8b,  hermes-3,  1.0, 1.0, 0",
    "hermes-3-llama-3.2-3b,  hermes-3,  1.0, 1.0, 0",
    "qwen3-4b-instruct-2507, qwen-3,    0.7, 0.8, 20",
    "granite-4.0-h-tiny,     granite-4, 0.0, 1.0, 0",
    "qwen2.5-0.5b-instruct,  qwen-2.5,  0.7, 0.8, 20",
    "slm-demo,               hermes-3,  1.0, 1.0, 0"
  })
  void a_model_names_its_format_and_how_its_makers_draw_tokens(
      String id, String format, double temperature, double topP, int topK) {
    Model model = catalogue.model(id);

    assertThat(model.format().name()).isEqualTo(format);
    assertThat(model.sampling())
        .isEqualTo(
            new Sampling(temperature, topP, 0, 0, OptionalLong.empty(), Map.of())
                .with(new Sampling.Beyond(topK, 0, 1, false)));
  }

  @Test
  void exactly_these_files_are_pinned_by_checksum() {
    assertThat(
            catalogue.models().stream()
                .flatMap(model -> model.quantizations().stream())
                .filter(quantization -> quantization.sha256().isPresent())
                .map(quantization -> quantization.file().orElseThrow()))
        .containsExactlyInAnyOrder(
            "Hermes-3-Llama-3.1-8B.Q4_K_M.gguf",
            "Hermes-3-Llama-3.2-3B-Q4_K_M.gguf",
            "Qwen_Qwen3-4B-Instruct-2507-Q4_K_M.gguf",
            "granite-4.0-h-tiny-Q4_K_M.gguf",
            "qwen2.5-0.5b-instruct-q4_k_m.gguf");
  }

  @Test
  void the_default_of_the_8b_is_pinned_to_the_byte() {
    Quantization preferred = catalogue.model("hermes-3-llama-3.1-8b").preferred().orElseThrow();

    assertThat(preferred.name()).isEqualTo("Q4_K_M");
    assertThat(preferred.size()).contains(new Quantization.Size(4_920_733_824L, true));
    assertThat(preferred.sha256())
        .contains("d4403ce5a6e930f4c2509456388c20d633a15ff08dd52ef3b142ff1810ec3553");
    assertThat(preferred.location(URI.create("https://huggingface.co/")))
        .contains(
            URI.create(
                "https://huggingface.co/NousResearch/Hermes-3-Llama-3.1-8B-GGUF/resolve/"
                    + "307a5dfb59aa38d88b6cfd32f44b8ad7c1da9fb8/"
                    + "Hermes-3-Llama-3.1-8B.Q4_K_M.gguf"));
  }

  @Test
  void a_file_without_a_pinned_revision_is_fetched_from_main() {
    Quantization preferred = catalogue.model("hermes-3-llama-3.2-3b").preferred().orElseThrow();

    assertThat(preferred.revision()).isEmpty();
    assertThat(preferred.location(URI.create("http://127.0.0.1:1234")))
        .contains(
            URI.create(
                "http://127.0.0.1:1234/bartowski/Hermes-3-Llama-3.2-3B-GGUF/resolve/main/"
                    + "Hermes-3-Llama-3.2-3B-Q4_K_M.gguf"));
  }

  @Test
  void a_size_that_was_read_rounded_does_not_claim_to_be_exact() {
    assertThat(catalogue.models().stream().flatMap(model -> model.quantizations().stream()))
        .allSatisfy(
            quantization ->
                assertThat(quantization.size())
                    .hasValueSatisfying(
                        size ->
                            assertThat(size.exact()).isEqualTo(size.bytes() % 10_000_000 != 0)));
  }

  @Test
  void quantizations_are_listed_smallest_first() {
    assertThat(catalogue.models())
        .allSatisfy(
            model ->
                assertThat(model.quantizations())
                    .extracting(quantization -> quantization.size().orElseThrow().bytes())
                    .isSorted());
  }

  @Test
  void the_demo_model_claims_no_numbers_of_its_own() {
    Model demo = catalogue.model(new ModelId("slm-demo"));

    assertThat(demo.huggingFaceId()).isEmpty();
    assertThat(demo.architecture()).isEmpty();
    assertThat(demo.preferred()).isEmpty();
  }

  @Test
  void every_boundary_token_is_a_special_string() {
    assertThat(catalogue.models())
        .allSatisfy(
            model ->
                assertThat(model.specialStrings().strings())
                    .contains(model.tokens().eos().text())
                    .containsAll(model.tokens().bos().stream().map(Token::text).toList()));
  }

  @Test
  void an_unknown_model_is_refused_with_the_known_ones() {
    assertThatThrownBy(() -> catalogue.model("hermes-4"))
        .isInstanceOf(UnknownNameException.class)
        .hasMessage(
            "unknown model 'hermes-4', expected one of hermes-3-llama-3.1-8b,"
                + " hermes-3-llama-3.2-3b, qwen3-4b-instruct-2507, granite-4.0-h-tiny,"
                + " qwen2.5-0.5b-instruct, slm-demo");
    assertThat(catalogue.knows("hermes-4")).isFalse();
    assertThat(catalogue.knows("slm-demo")).isTrue();
  }

  @Test
  void an_unknown_quantization_is_refused_with_the_known_ones() {
    Model model = catalogue.model("hermes-3-llama-3.2-3b");

    assertThatThrownBy(() -> model.quantization("Q4_0"))
        .isInstanceOf(UnknownNameException.class)
        .hasMessage(
            "unknown quantization of hermes-3-llama-3.2-3b 'Q4_0', expected one of"
                + " Q4_K_M, Q5_K_M, Q6_K, Q8_0, F16");
  }

  @Test
  void a_section_of_others_is_handed_on_untouched() throws IOException {
    Catalogue extended = read(file().replaceFirst("\\{", "{\"limits\": {\"memoryMb\": 6144},"));

    assertThat(extended.section("limits").path("memoryMb").intValue()).isEqualTo(6144);
    assertThatThrownBy(() -> extended.section("prices"))
        .hasMessage("unknown section of the catalogue 'prices', expected one of limits, platform");
  }

  @ParameterizedTest(name = "{0} becomes {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "date": "2026-11-22"         | "date": "yesterday"   | $.date: Text 'yesterday'
          "date": "2026-11-22"         | "date": 20261122      | $.date is 20261122, expected a text
          "id": "slm-demo"             | "id": "slm demo"      | $.models[5]: model id is 'slm demo'
          "id": "hermes-3-llama-3.2-3b"| "id": "slm-demo"      | models hold an id twice
          "name": "Q5_K_M"             | "name": "Q4_K_M"      | hold a name twice
          "layers": 28                 | "layers": "28"        | architecture.layers is "28"
          "kvHeads": 8                 | "kvHeads": 7          | kvHeads is 7, expected a divisor
          "sha256"                     | "sha265"              | has 'sha265', expected of
          "sha256": "d4                | "sha256": "D4         | sha256 is 'D4
          "revision": "307a            | "revision": "main     | revision is 'main
          "format": "safetensors"      | "format": "pickle"    | quantizations[14].format
          "specialStrings": "hermes-3" | "specialStrings": "x" | unknown set of special strings 'x'
          "<PLAN>"                     | "<PLAN >"             | no white space
          "<PLAN>"                     | "<tools>"             | hold one twice
          """)
  void a_damaged_file_is_refused_by_what_is_wrong_in_it(
      String original, String damaged, String complaint) throws IOException {
    assertThat(file()).contains(original);

    assertThatThrownBy(() -> read(file().replace(original, damaged)))
        .hasMessageContaining(complaint);
  }

  private static Catalogue read(String json) {
    return CatalogueReader.read(json.getBytes(StandardCharsets.UTF_8));
  }

  private static String file() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(CatalogueTest.class.getResourceAsStream("catalogue.json"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
