package io.github.slmsagemaker.infra;

import static io.github.slmsagemaker.infra.ContextKeys.CONTEXT;
import static io.github.slmsagemaker.infra.ContextKeys.ENGINE;
import static io.github.slmsagemaker.infra.ContextKeys.ENGINE_IMAGE;
import static io.github.slmsagemaker.infra.ContextKeys.IMAGE_BUILD;
import static io.github.slmsagemaker.infra.ContextKeys.IMAGE_URI;
import static io.github.slmsagemaker.infra.ContextKeys.INSTANCE_TYPE;
import static io.github.slmsagemaker.infra.ContextKeys.LANE;
import static io.github.slmsagemaker.infra.ContextKeys.MAX_CONCURRENCY;
import static io.github.slmsagemaker.infra.ContextKeys.MEMORY_MB;
import static io.github.slmsagemaker.infra.ContextKeys.MODEL;
import static io.github.slmsagemaker.infra.ContextKeys.QUANTIZATION;
import static io.github.slmsagemaker.infra.ContextKeys.TGI_IMAGE;

import io.github.slmsagemaker.core.deployment.Lane;
import io.github.slmsagemaker.deployment.engine.EngineKind;
import io.github.slmsagemaker.infra.constructs.Limits;
import io.github.slmsagemaker.infra.constructs.image.ModelImage;
import io.github.slmsagemaker.infra.constructs.image.ServedModel;
import io.github.slmsagemaker.infra.constructs.model.EngineSettings;
import io.github.slmsagemaker.infra.constructs.model.LaneRules;
import io.github.slmsagemaker.infra.constructs.model.SageMakerConstruct;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The keys about the model and what runs it. */
final class ModelReader {
  private static final List<String> SERVERLESS_ONLY =
      List.of(MEMORY_MB, TGI_IMAGE, ENGINE_IMAGE, IMAGE_BUILD);
  private static final List<String> INSTANCES_ONLY = List.of(INSTANCE_TYPE);

  private final Context context;

  ModelReader(Context context) {
    this.context = context;
  }

  /** Empty where anything is wrong; the context knows what. */
  Optional<SageMakerConstruct.Props> read() {
    Optional<Lane> chosen = context.word(LANE, lanes());
    if (context.text(LANE).isPresent() && chosen.isEmpty()) {
      return Optional.empty();
    }
    Lane lane = chosen.orElse(Lane.SERVERLESS);
    refuseKeysOfOtherLanes(lane);
    Optional<EngineKind> engine = engine(lane);
    Optional<ModelImage> image = engine.flatMap(kind -> new ImageReader(context).read(lane, kind));
    Optional<ServedModel> model =
        context.attempt(
            () ->
                ServedModel.fromCatalogue(
                    lane,
                    context.text(MODEL).orElse(ServedModel.DEFAULT_ID),
                    context.text(QUANTIZATION)));
    int memory =
        context
            .integer(MEMORY_MB, Limits::serverlessMemoryMb)
            .orElse(SageMakerConstruct.Props.DEFAULT_MEMORY_MB);
    int concurrency =
        context
            .integer(MAX_CONCURRENCY, Limits::maxConcurrency)
            .orElse(SageMakerConstruct.Props.defaultConcurrency(lane));
    EngineSettings settings = settings(lane);
    String instanceType = instanceType();
    if (engine.isEmpty() || model.isEmpty() || image.isEmpty()) {
      return Optional.empty();
    }
    return context.attempt(
        () ->
            SageMakerConstruct.Props.of(lane, model.get(), image.get())
                .withEngine(engine.get())
                .withSettings(settings)
                .withMemoryMb(memory)
                .withMaxConcurrency(concurrency)
                .withInstanceType(instanceType));
  }

  private void refuseKeysOfOtherLanes(Lane lane) {
    List<String> others = lane == Lane.SERVERLESS ? INSTANCES_ONLY : SERVERLESS_ONLY;
    String where = lane == Lane.SERVERLESS ? "the GPU lanes" : "lane serverless";
    others.stream()
        .filter(key -> context.text(key).isPresent())
        .forEach(
            key ->
                context.problem(
                    "%s is for %s and has no effect on lane %s; leave it out"
                        .formatted(key, where, lane.word())));
  }

  private Optional<EngineKind> engine(Lane lane) {
    Optional<String> word = context.word(ENGINE, Map.of("llama-cpp", "llama-cpp", "tgi", "tgi"));
    if (word.isEmpty()) {
      return context.text(ENGINE).isPresent()
          ? Optional.empty()
          : Optional.of(LaneRules.usualEngine(lane));
    }
    if (lane == Lane.SERVERLESS && word.get().equals("tgi")) {
      return tgiOnCpu();
    }
    EngineKind engine = word.get().equals("tgi") ? EngineKind.TGI : EngineKind.LLAMA_CPP;
    Optional<String> problem = LaneRules.engine(lane, engine);
    context.problem(problem);
    return problem.isEmpty() ? Optional.of(engine) : Optional.empty();
  }

  private Optional<EngineKind> tgiOnCpu() {
    if (context.text(TGI_IMAGE).isPresent() || context.text(IMAGE_URI).isPresent()) {
      return Optional.of(EngineKind.TGI_LLAMACPP);
    }
    context.problem(
        "tgiImage is missing: engine tgi on lane serverless needs a TGI image with the llama.cpp"
            + " backend, and no published one has it; name yours by digest as tgiImage, or take"
            + " engine llama-cpp");
    return Optional.empty();
  }

  private EngineSettings settings(Lane lane) {
    EngineSettings usual = EngineSettings.defaults(lane);
    var tokens = context.integer(CONTEXT, Limits::contextTokens);
    return tokens.isPresent() ? usual.withContextTokens(tokens.getAsInt()) : usual;
  }

  private String instanceType() {
    Optional<String> type = context.text(INSTANCE_TYPE);
    Optional<String> problem = type.flatMap(Limits::instanceType);
    context.problem(problem);
    return problem.isEmpty()
        ? type.orElse(SageMakerConstruct.Props.DEFAULT_INSTANCE_TYPE)
        : SageMakerConstruct.Props.DEFAULT_INSTANCE_TYPE;
  }

  private static Map<String, Lane> lanes() {
    Map<String, Lane> words = new LinkedHashMap<>();
    for (Lane lane : Lane.values()) {
      words.put(lane.word(), lane);
    }
    return words;
  }
}
