package io.github.slmsagemaker.capacity;

import static java.util.Comparator.comparingLong;

import io.github.slmsagemaker.core.catalogue.Architecture;
import io.github.slmsagemaker.core.catalogue.Catalogue;
import io.github.slmsagemaker.core.catalogue.Model;
import io.github.slmsagemaker.core.deployment.Lane;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Speed of one sequence.
 *
 * <p>Reading a prompt is bound by arithmetic and so goes with the weights that each token passes;
 * generating is bound by memory and so goes with the bytes that each token reads. What was measured
 * is scaled by these two; on a card, whose speed nobody measured here, bandwidth gives an upper
 * bound for generating, and nothing is said about reading.
 */
final class SpeedModel {
  private final Platform platform;

  SpeedModel(Platform platform) {
    this.platform = platform;
  }

  Speed of(Configuration configuration) {
    return configuration.lane() == Lane.SERVERLESS ? cpu(configuration) : card(configuration);
  }

  private Speed card(Configuration configuration) {
    InstanceType instance = platform.instance(configuration.instanceType());
    long bytes = Shapes.bytesPerToken(shape(configuration.model()), configuration.fileBytes());
    return new Speed(
        OptionalDouble.empty(),
        instance.gigabytesPerSecond() * 1e9 / bytes,
        "at most: the %s's %d GB/s over the bytes read for a token; not measured"
            .formatted(instance.card(), instance.gigabytesPerSecond()));
  }

  private Speed cpu(Configuration configuration) {
    MeasuredSpeed measured = nearest(configuration);
    Model model = Catalogue.load().model(measured.model());
    Architecture from = shape(model);
    Architecture to = shape(configuration.model());
    long measuredBytes = model.quantization(measured.quantization()).size().orElseThrow().bytes();
    double processors = processors(configuration.memoryMb(), measured.threads());
    double prompt = (double) Shapes.layerWeights(from) / Shapes.layerWeights(to);
    double decode =
        (double) Shapes.bytesPerToken(from, measuredBytes)
            / Shapes.bytesPerToken(to, configuration.fileBytes());
    boolean itself = isSame(measured, configuration);
    return new Speed(
        OptionalDouble.of(measured.promptTokensPerSecond() * prompt * processors),
        measured.decodeTokensPerSecond() * decode * processors,
        basis(measured, itself, processors));
  }

  /**
   * A memory that brings fewer processors than were measured with is slower; more are not faster.
   */
  private double processors(int memoryMb, int threads) {
    return Math.min(1, (double) memoryMb / platform.serverless().mbPerCpu() / threads);
  }

  /** The same weights if they were measured, else the model that is nearest in size. */
  private MeasuredSpeed nearest(Configuration configuration) {
    List<MeasuredSpeed> known =
        platform.speeds().stream()
            .filter(speed -> speed.engine() == configuration.engine())
            .toList();
    return known.stream()
        .filter(speed -> isSame(speed, configuration))
        .findFirst()
        .or(() -> known.stream().min(comparingLong(speed -> distance(speed, configuration))))
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "no speed of engine %s was measured".formatted(configuration.engine().word())));
  }

  private static long distance(MeasuredSpeed speed, Configuration configuration) {
    Architecture measured = shape(Catalogue.load().model(speed.model()));
    return Math.abs(
        Shapes.layerWeights(measured) - Shapes.layerWeights(shape(configuration.model())));
  }

  private static boolean isSame(MeasuredSpeed speed, Configuration configuration) {
    return speed.model().equals(configuration.model().id())
        && speed.quantization().equals(configuration.weights().name());
  }

  private String basis(MeasuredSpeed measured, boolean itself, double processors) {
    String how =
        itself
            ? "measured"
            : "scaled from %s %s, measured".formatted(measured.model(), measured.quantization());
    String share =
        processors == 1
            ? ""
            : "; times %.2f, as this memory may bring fewer processors (%d MB each in Lambda)"
                .formatted(processors, platform.serverless().mbPerCpu());
    return "%s on %s%s; SageMaker publishes no number of processors"
        .formatted(how, measured.source(), share);
  }

  private static Architecture shape(Model model) {
    return model.architecture().orElseThrow();
  }
}
