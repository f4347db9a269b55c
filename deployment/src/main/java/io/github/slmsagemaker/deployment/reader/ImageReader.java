package io.github.slmsagemaker.deployment.reader;

import io.github.slmsagemaker.core.chat.Beginning;
import io.github.slmsagemaker.core.deployment.Lane;
import io.github.slmsagemaker.core.openai.request.PromptFile;
import io.github.slmsagemaker.deployment.ModelImage;
import io.github.slmsagemaker.deployment.Placement;
import io.github.slmsagemaker.deployment.Suitability;
import io.github.slmsagemaker.deployment.engine.EngineProfile;
import io.github.slmsagemaker.deployment.engine.Engines;
import io.github.slmsagemaker.deployment.engine.Host;
import io.github.slmsagemaker.deployment.engine.LayeredImage;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The keys about the container's image; what is below ours is named by a key of its engine. */
final class ImageReader {
  private final Values values;
  private final Engines engines;

  ImageReader(Values values, Engines engines) {
    this.values = values;
    this.engines = engines;
  }

  /** The keys of images below ours. */
  static Stream<String> keys(Engines engines) {
    return engines.known().stream().flatMap(engine -> layered(engine).map(LayeredImage::key));
  }

  private static Stream<LayeredImage> layered(EngineProfile engine) {
    return switch (engine.host()) {
      case Host.Processors processors -> Stream.of(processors.image());
      case Host.Card _ -> Stream.empty();
    };
  }

  /** The same with an engine's image; what is wrong leaves the usual one. */
  Placement read(EngineProfile engine, Placement sized) {
    return switch (sized) {
      case Placement.Serverless serverless -> serverless.withImage(image(engine));
      case Placement.OnInstances instances -> {
        refuse(
            keys(engines),
            "%s is for lane serverless and has no effect on lane %s; leave it out",
            instances.lane().word());
        yield existing().map(instances::withImage).orElse(instances);
      }
      case Placement.OnEndpoint there -> {
        refuse(
            keys(engines),
            "%s is for an image and has no effect with %s, which is taken as it is; leave it out",
            values.name(Key.ENDPOINT));
        yield there;
      }
    };
  }

  /** The same with what its image remembers, whoever builds it and on what. */
  Placement remembering(EngineProfile engine, Placement sized) {
    return sized instanceof Placement.Serverless serverless
        ? serverless.withImage(
            new ModelImage.Built(ModelImage.Builder.CODEBUILD, Optional.empty(), beginning(engine)))
        : sized;
  }

  private Optional<Beginning> beginning(EngineProfile engine) {
    Optional<String> file = values.text(Key.PROMPT_FILE);
    if (file.isEmpty()) {
      return Optional.empty();
    }
    Optional<String> problem = Suitability.beginningProblem(values.name(Key.PROMPT_FILE), engine);
    values.problem(problem);
    if (problem.isPresent()) {
      return Optional.empty();
    }
    return values.attempt(() -> PromptFile.read(values.name(Key.PROMPT_FILE), file.get()));
  }

  private ModelImage image(EngineProfile engine) {
    Optional<ModelImage.Builder> builder =
        values.word(
            Key.IMAGE_BUILD, List.of(ModelImage.Builder.values()), ModelImage.Builder::word);
    return values.has(Key.IMAGE_URI)
        ? taken()
        : built(engine, builder.orElse(ModelImage.Builder.CODEBUILD));
  }

  private Optional<ModelImage.Existing> existing() {
    Optional<String> uri = values.text(Key.IMAGE_URI);
    Optional<String> problem =
        uri.flatMap(it -> ModelImage.Existing.problem(values.name(Key.IMAGE_URI), it));
    values.problem(problem);
    return problem.isEmpty() ? uri.map(ModelImage.Existing::new) : Optional.empty();
  }

  /** Nothing is built where an image is there. */
  private ModelImage taken() {
    refuse(
        Stream.concat(Stream.of(Key.IMAGE_BUILD.word(), Key.PROMPT_FILE.word()), keys(engines)),
        "%s has no effect with %s, which is taken as it is; leave one of them out",
        values.name(Key.IMAGE_URI));
    return existing().<ModelImage>map(image -> image).orElse(ModelImage.Built.USUAL);
  }

  private ModelImage built(EngineProfile engine, ModelImage.Builder builder) {
    LayeredImage image = layered(engine).findFirst().orElseThrow();
    for (EngineProfile other : engines.known()) {
      refuse(
          layered(other).map(LayeredImage::key).filter(key -> !key.equals(image.key())),
          "%%s is for engine %s and has no effect with engine %%s; leave it out"
              .formatted(other.choice()),
          engine.choice());
    }
    Optional<String> base = values.text(image.key());
    values.problem(base.flatMap(name -> ModelImage.Built.problem(values.name(image.key()), name)));
    if (base.isEmpty()) {
      image.wanted().ifPresent(wanted -> values.problem(missing(engine, image.key(), wanted)));
    }
    return new ModelImage.Built(builder, base, beginning(engine));
  }

  private String missing(EngineProfile engine, String key, String wanted) {
    return ("%s is missing: engine %s on lane serverless needs %s, and no published one has it;"
            + " name yours by digest as %s, or take engine %s")
        .formatted(key, engine.choice(), wanted, key, engines.usual(Lane.SERVERLESS).choice());
  }

  private void refuse(Stream<String> keys, String sentence, String because) {
    keys.filter(key -> values.text(key).isPresent())
        .forEach(key -> values.problem(sentence.formatted(values.name(key), because)));
  }
}
