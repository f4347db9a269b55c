package io.github.slmsagemaker.local;

import io.github.slmsagemaker.core.catalogue.Architecture;
import io.github.slmsagemaker.core.catalogue.Catalogue;
import io.github.slmsagemaker.core.catalogue.Model;
import io.github.slmsagemaker.core.catalogue.Quantization;
import io.github.slmsagemaker.core.catalogue.ServedName;
import io.github.slmsagemaker.core.catalogue.UnknownNameException;
import io.github.slmsagemaker.core.deployment.Lane;
import io.github.slmsagemaker.core.format.ChatFormat;
import io.github.slmsagemaker.deployment.Deployment;
import io.github.slmsagemaker.deployment.Placement;
import io.github.slmsagemaker.deployment.engine.EngineKind;
import io.github.slmsagemaker.invoker.answer.ServedModel;
import io.github.slmsagemaker.local.models.Hub;
import io.github.slmsagemaker.local.models.ModelFile;
import io.github.slmsagemaker.local.models.ModelStore;
import io.github.slmsagemaker.local.models.Progress;
import io.github.slmsagemaker.local.running.RunningEngine;
import io.github.slmsagemaker.local.startup.ModelTraits;
import io.github.slmsagemaker.local.startup.StartFailure;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The weights that a person chose, and the name they are served under.
 *
 * @param name id for clients
 * @param model what the catalogue knows of it
 * @param known whether it is the catalogue's; of others only their own file tells the chat format,
 *     and {@code model} is what they are most likely related to
 */
record Weights(String name, Model model, boolean known) {

  static Weights of(ModelChoice choice) {
    Catalogue catalogue = Catalogue.load();
    return switch (choice) {
      case ModelChoice.Demo _ -> new Weights(DemoModel.NAME, catalogue.model(DemoModel.NAME), true);
      case ModelChoice.GgufFile file ->
          new Weights(
              ServedName.of(String.valueOf(file.file().getFileName())).value(),
              catalogue.model(Catalogue.DEFAULT_MODEL),
              false);
      case ModelChoice.Named named ->
          new Weights(named.name(), known(catalogue, named.name()), true);
    };
  }

  /** What a running server has; it is called as the person says or else as the server does. */
  static Weights servedBy(RunningEngine engine, ModelChoice choice) {
    return switch (choice) {
      case ModelChoice.Demo _ ->
          new Weights(
              ServedName.of(engine.model()).value(),
              Catalogue.load().model(Catalogue.DEFAULT_MODEL),
              false);
      case ModelChoice.GgufFile _, ModelChoice.Named _ -> of(choice);
    };
  }

  /**
   * The model as the invoker is told of it. Whatever the file's tokeniser takes for a token of its
   * own is broken in client text; a catalogue's model is written to as the catalogue says, another
   * one as its own file says.
   */
  ServedModel served(ModelTraits traits, int contextTokens) {
    ChatFormat taught = traits.chatFormat().map(ChatFormat::named).orElse(model.format());
    return new ServedModel(
        name, known ? model : model.relative(taught), traits.specialTexts(), contextTokens);
  }

  /**
   * What the header of its file names as its architecture, where that is known without the file.
   */
  Optional<String> family() {
    return known ? model.architecture().map(Architecture::family) : Optional.empty();
  }

  /**
   * Tokens of prompt and answer together: as on the serverless lane, as far as the model was taught
   * to read.
   */
  int contextTokens(int trained) {
    boolean published = known && model.preferred().isPresent();
    int usual =
        published
            ? Deployment.of(Lane.SERVERLESS, EngineKind.LLAMA_CPP, model).contextTokens()
            : Placement.usual(Lane.SERVERLESS).usualContextTokens();
    return Math.min(usual, trained);
  }

  /** What a person should know about a model whose way of conversing is not one of the known. */
  Optional<String> advice(ModelTraits traits) {
    boolean silent = traits.equals(ModelTraits.UNKNOWN);
    return known || silent || traits.chatFormat().isPresent()
        ? Optional.empty()
        : Optional.of(
            name
                + " was not taught ChatML: chats are written to it in ChatML all the same and may be"
                + " answered badly; /v1/completions takes its own form of prompt");
  }

  /** The file, downloaded where it has to be. */
  Path file(ModelChoice choice, Path cache, Map<String, String> environment, Progress progress) {
    return switch (choice) {
      case ModelChoice.Demo _ -> DemoModel.unpacked(cache);
      case ModelChoice.GgufFile own -> own.file();
      case ModelChoice.Named _ when name.equals(DemoModel.NAME) -> DemoModel.unpacked(cache);
      case ModelChoice.Named _ -> {
        Hub hub = Hub.of(environment);
        yield new ModelStore(cache.resolve("models"), hub, progress).obtain(published(hub));
      }
    };
  }

  private ModelFile published(Hub hub) {
    Quantization quantization =
        model
            .preferred()
            .filter(known -> known.repository().isPresent() && known.file().isPresent())
            .orElseThrow(
                () ->
                    new StartFailure(
                        "no published GGUF of "
                            + name
                            + " is in the catalogue; download one and pass --model FILE.gguf"));
    String file = quantization.file().orElseThrow();
    return new ModelFile(
        hub.file(
            quantization.repository().orElseThrow(), quantization.revision().orElse("main"), file),
        file,
        exactSize(quantization.size()),
        quantization.sha256());
  }

  private static OptionalLong exactSize(Optional<Quantization.Size> size) {
    return size.filter(Quantization.Size::exact).stream().mapToLong(s -> s.bytes()).findFirst();
  }

  private static Model known(Catalogue catalogue, String name) {
    try {
      return catalogue.model(name);
    } catch (UnknownNameException unknown) {
      throw new StartFailure(
          "--model %s is neither a .gguf file nor a known model; known: %s"
              .formatted(name, catalogue.ids()),
          unknown);
    }
  }
}
