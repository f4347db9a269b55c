package io.github.slmsagemaker.capacity.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.slmsagemaker.core.catalogue.Architecture;
import io.github.slmsagemaker.core.catalogue.Catalogue;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Counted by hand from the shapes: 8B untied, 3B with one table for input and output, Granite with
 * 6 of 64 experts for a token.
 */
final class ShapesTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "hermes-3-llama-3.1-8b, 6979321856, 525336576, 8029995008, 65536",
    "hermes-3-llama-3.2-3b, 2818572288, 394002432, 3212574720, 57344",
    "granite-4.0-h-tiny, 1306558464, 154140672, 6934265856, 4096",
  })
  void weights_are_counted(
      String model, long layers, long embedding, long all, long cachedPerToken) {
    Architecture shape = Catalogue.load().model(model).architecture().orElseThrow();

    assertThat(Shapes.layerWeights(shape)).isEqualTo(layers);
    assertThat(Shapes.embeddingWeights(shape)).isEqualTo(embedding);
    assertThat(Shapes.weights(shape)).isEqualTo(all);
    assertThat(shape.cacheElements()).isEqualTo(cachedPerToken);
  }

  /**
   * 4.62 GB of 4.92 are read for a token of the 8B; all of the 3B, whose table is its output; a
   * fifth of Granite.
   */
  @ParameterizedTest(name = "{0}: {2} of {1}")
  @CsvSource({
    "hermes-3-llama-3.1-8b, 1000000, 934578",
    "hermes-3-llama-3.2-3b, 1000000, 1000000",
    "granite-4.0-h-tiny, 1000000, 210649",
  })
  void generating_reads_what_a_token_passes_and_the_output(String model, long file, long read) {
    Architecture shape = Catalogue.load().model(model).architecture().orElseThrow();

    assertThat(Shapes.bytesPerToken(shape, file)).isEqualTo(read);
  }
}
