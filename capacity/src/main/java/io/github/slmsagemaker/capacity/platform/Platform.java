package io.github.slmsagemaker.capacity.platform;

import io.github.slmsagemaker.deployment.Placement;
import java.util.OptionalDouble;
import io.github.slmsagemaker.core.catalogue.Catalogue;
import io.github.slmsagemaker.core.catalogue.ModelId;
import io.github.slmsagemaker.core.catalogue.UnknownNameException;
import io.github.slmsagemaker.deployment.ServerlessLimits;
import io.github.slmsagemaker.deployment.engine.EngineProfile;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * AWS as the catalogue saw it on one day: limits, quotas, instances, prices and speeds.
 *
 * @param date when the figures were read
 * @param serverless limits of Serverless Inference
 * @param newAccount quotas of a new account
 * @param instances instances with a graphics card, smallest card first
 * @param serverlessGigabyteSecond price of a second of 1024 MB at work
 * @param bedrock what Bedrock charges for similar models
 * @param images what the serverless lane's images are built on
 * @param speeds what was measured
 */
public record Platform(
    LocalDate date,
    ServerlessLimits serverless,
    NewAccount newAccount,
    List<InstanceType> instances,
    Price serverlessGigabyteSecond,
    List<BedrockPrice> bedrock,
    List<BaseImage> images,
    List<MeasuredSpeed> speeds) {

  public Platform {
    instances = List.copyOf(instances);
    bedrock = List.copyOf(bedrock);
    images = List.copyOf(images);
    speeds = List.copyOf(speeds);
  }

  /**
   * The one that this version of the product was built with; read once.
   *
   * @throws IllegalStateException naming the field, if the data file is not as described here
   */
  public static Platform load() {
    return Bundled.PLATFORM;
  }

  /**
   * An instance by its name.
   *
   * @throws UnknownNameException listing the known ones
   */
  public InstanceType instance(String name) {
    return instances.stream()
        .filter(instance -> instance.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new UnknownNameException(
                    "instance type", name, instances.stream().map(InstanceType::name).toList()));
  }

  /** What Bedrock charges for a similar model. */
  public Optional<BedrockPrice> bedrock(ModelId model) {
    return bedrock.stream().filter(price -> price.model().equals(model)).findFirst();
  }

  /** What an engine's image is built on; empty where nothing is added to one. */
  public Optional<BaseImage> image(EngineProfile engine) {
    return images.stream().filter(image -> image.engine().word().equals(engine.word())).findFirst();
  }

  /** US dollars of a second of work on a serverless endpoint. */
  public double serverlessSecond(int memoryMb) {
    return serverlessGigabyteSecond.dollars() * memoryMb / 1024;
  }

  /** US dollars of an hour of all instances that there may be; empty where no price was found. */
  public OptionalDouble instancesHour(Placement.OnInstances place) {
    return instances.stream()
        .filter(instance -> instance.name().equals(place.instanceType()))
        .flatMap(instance -> instance.hourlyPrice().stream())
        .mapToDouble(price -> price.dollars() * place.mostInstances())
        .findFirst();
  }

  /** Holds the one instance, read when it is first asked for. */
  private static final class Bundled {
    static final Platform PLATFORM = PlatformReader.read(Catalogue.load());
  }
}
