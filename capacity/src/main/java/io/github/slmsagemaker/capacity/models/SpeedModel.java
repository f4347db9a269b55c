package io.github.slmsagemaker.capacity.models;

import static java.util.Comparator.comparingLong;

import io.github.slmsagemaker.capacity.platform.InstanceType;
import io.github.slmsagemaker.capacity.platform.MeasuredSpeed;
import io.github.slmsagemaker.capacity.platform.Platform;
import io.github.slmsagemaker.core.catalogue.Architecture;
import io.github.slmsagemaker.core.catalogue.Catalogue;
import io.github.slmsagemaker.core.catalogue.Model;
import io.github.slmsagemaker.deployment.Deployment;
import io.github.slmsagemaker.deployment.Placement;
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
public final class SpeedModel {
  private final Platform platform;

  public SpeedModel(Platform platform) {
    this.platform = platform;
  }

  /**
   * Of one sequence.
   *
   * @throws io.github.slmsagemaker.core.catalogue.UnknownNameException for an unknown instance type
   */
  public Speed of(Deployment deployment) {
    return switch (deployment.machine()) {
      case Placement.Serverless serverless -> cpu(deployment, serverless.memoryMb());
      case Placement.OnInstances instances -> card(deployment, instances.instanceType());
    };
  }

  private Speed card(Deployment deployment, String instanceType) {
    InstanceType instance = platform.instance(instanceType);
    long bytes = Shapes.bytesPerToken(Shapes.of(deployment), Shapes.fileBytes(deployment));
    return new Speed(
        OptionalDouble.empty(),
        instance.gigabytesPerSecond() * 1e9 / bytes,
        "at most: the %s's %d GB/s over the bytes read for a token; not measured"
            .formatted(instance.card(), instance.gigabytesPerSecond()));
  }

  private Speed cpu(Deployment deployment, int memoryMb) {
    MeasuredSpeed measured = nearest(deployment);
    Model model = Catalogue.load().model(measured.model());
    Architecture from = shape(model);
    Architecture to = Shapes.of(deployment);
    long measuredBytes = model.quantization(measured.quantization()).size().orElseThrow().bytes();
    double processors = processors(memoryMb, measured.threads());
    double prompt = (double) Shapes.layerWeights(from) / Shapes.layerWeights(to);
    double decode =
        (double) Shapes.bytesPerToken(from, measuredBytes)
            / Shapes.bytesPerToken(to, Shapes.fileBytes(deployment));
    boolean itself = isSame(measured, deployment);
    return new Speed(
        OptionalDouble.of(measured.promptTokensPerSecond() * prompt * processors),
        measured.decodeTokensPerSecond() * decode * processors,
        basis(measured, itself, processors));
  }

  /**
   * A memory that brings fewer processors than were measured with is slower; more are not faster.
   */
  private double processors(int memoryMb, int threads) {
    return Math.min(1, (double) memoryMb / platform.serverless().mbPerProcessor() / threads);
  }

  /** The same weights if they were measured, else the model that is nearest in size. */
  private MeasuredSpeed nearest(Deployment deployment) {
    List<MeasuredSpeed> known =
        platform.speeds().stream()
            .filter(speed -> speed.engine().word().equals(deployment.engine().word()))
            .toList();
    return known.stream()
        .filter(speed -> isSame(speed, deployment))
        .findFirst()
        .or(() -> known.stream().min(comparingLong(speed -> distance(speed, deployment))))
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "no speed of engine %s was measured".formatted(deployment.engine().word())));
  }

  private static long distance(MeasuredSpeed speed, Deployment deployment) {
    Architecture measured = shape(Catalogue.load().model(speed.model()));
    return Math.abs(Shapes.layerWeights(measured) - Shapes.layerWeights(Shapes.of(deployment)));
  }

  private static boolean isSame(MeasuredSpeed speed, Deployment deployment) {
    return speed.model().equals(deployment.model().id())
        && speed.quantization().equals(deployment.weights().name());
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
                .formatted(processors, platform.serverless().mbPerProcessor());
    return "%s on %s%s; SageMaker publishes no number of processors"
        .formatted(how, measured.source(), share);
  }

  private static Architecture shape(Model model) {
    return model.architecture().orElseThrow();
  }
}
