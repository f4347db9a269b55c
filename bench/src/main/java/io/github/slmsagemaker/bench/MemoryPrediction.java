package io.github.slmsagemaker.bench;

import io.github.slmsagemaker.capacity.models.MemoryModel;
import io.github.slmsagemaker.core.catalogue.Catalogue;
import io.github.slmsagemaker.core.catalogue.Model;
import io.github.slmsagemaker.deployment.ProcessorSettings;
import io.github.slmsagemaker.deployment.engine.LlamaCppBuild;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What capacity predicts of a file of random weights, for {@code container/measure-shapes}. */
final class MemoryPrediction {
  private MemoryPrediction() {}

  /**
   * Entry point.
   *
   * @param arguments model whose shape it has, file, context, tokens of it in use
   */
  public static void main(String[] arguments) throws IOException {
    Model model = Catalogue.load().model(arguments[0]);
    long peak =
        MemoryModel.onProcessors(
                model.architecture().orElseThrow(),
                Files.size(Path.of(arguments[1])),
                model.preferred().orElseThrow().name(),
                LlamaCppBuild.CURRENT,
                ProcessorSettings.USUAL,
                Integer.parseInt(arguments[2]),
                Integer.parseInt(arguments[3]))
            .peak();
    System.out.println(Math.ceilDiv(peak, 1L << 20));
  }
}
