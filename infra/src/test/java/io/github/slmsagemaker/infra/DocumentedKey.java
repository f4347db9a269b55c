package io.github.slmsagemaker.infra;

import io.github.slmsagemaker.capacity.Platform;
import io.github.slmsagemaker.capacity.ServerlessLimits;
import io.github.slmsagemaker.core.deployment.Timers;
import io.github.slmsagemaker.infra.constructs.api.Access;
import io.github.slmsagemaker.infra.constructs.image.ModelImage;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A context key as a page tells it.
 *
 * @param name as {@code -c} takes it
 * @param meaning what it decides
 * @param values what it may be
 * @param usual where to read what holds where nothing is said
 */
record DocumentedKey(
    String name, String meaning, String values, Function<DeploymentSettings, String> usual) {

  private static final ServerlessLimits SERVERLESS = Platform.load().serverless();

  static List<DocumentedKey> all() {
    return List.of(
        of(
            ContextKeys.LANE,
            "where the model runs",
            "`serverless`, `gpu`, `always-on`",
            _ -> usualLane()),
        of(
            ContextKeys.ENGINE,
            "what runs it",
            "`llama-cpp`, `tgi`",
            s -> s.model().engine().word()),
        said(
            ContextKeys.ENGINE_IMAGE,
            "llama.cpp image that ours is built on",
            "`REGISTRY/REPOSITORY@sha256:DIGEST` or `:TAG`",
            "AWS's llama.cpp container"),
        said(
            ContextKeys.TGI_IMAGE,
            "TGI image with the llama.cpp backend, which `engine=tgi` needs there",
            "`REGISTRY/REPOSITORY@sha256:DIGEST` or `:TAG`",
            "none"),
        of(
            ContextKeys.IMAGE_BUILD,
            "who builds the image: CodeBuild in the account, or Docker here",
            "`codebuild`, `docker`",
            DocumentedKey::builder),
        said(
            ContextKeys.IMAGE_URI,
            "an image in ECR that is taken as it is",
            "`ACCOUNT.dkr.ecr.REGION.amazonaws.com/REPOSITORY@sha256:DIGEST` or `:TAG`",
            "one is built (serverless), AWS's TGI container (gpu, always-on)"),
        of(
            ContextKeys.MODEL,
            "which weights",
            "a name of the catalogue",
            s -> s.model().model().id()),
        of(
            ContextKeys.QUANTIZATION,
            "their form",
            "a name of the catalogue",
            s -> s.model().model().quantization()),
        of(
            ContextKeys.MEMORY_MB,
            "memory of the serverless endpoint in MB",
            memorySizes(),
            s -> s.model().memoryMb()),
        of(
            ContextKeys.CONTEXT,
            "tokens of prompt and answer together",
            "256 to 131072, as far as they fit",
            s -> s.model().settings().contextTokens()),
        of(
            ContextKeys.MAX_CONCURRENCY,
            "calls at once; on serverless it bounds the worst month's cost",
            "1 to " + SERVERLESS.mostConcurrency(),
            s -> s.model().maxConcurrency()),
        of(
            ContextKeys.MAX_CALLS_PER_REQUEST,
            "most model calls for one request; more than 1 goes on with an answer that one call"
                + " cannot finish, which engine `llama-cpp` alone can",
            "1 to " + Timers.MOST_CALLS_PER_REQUEST,
            DeploymentSettings::maxCallsPerRequest),
        of(
            ContextKeys.INSTANCE_TYPE,
            "what the GPU lanes run on",
            "a GPU instance of SageMaker",
            s -> s.model().instanceType()),
        of(
            ContextKeys.AUTH,
            "who may call: whoever has a key, or whom IAM lets",
            "`api-key`, `iam`",
            s -> s.access() instanceof Access.Iam ? "iam" : "api-key"),
        of(
            ContextKeys.KEYS,
            "a name for each key",
            "names between commas, each a letter and up to 31 letters or digits",
            s -> String.join(",", keys(s).names())),
        of(
            ContextKeys.RATE_LIMIT,
            "steady requests a second",
            "above 0, to 10000",
            s -> whole(s.throttle().rate())),
        of(ContextKeys.BURST_LIMIT, "requests at once", "1 to 5000", s -> s.throttle().burst()),
        of(
            ContextKeys.QUOTA_LIMIT,
            "requests of each key in a period",
            "at least 1",
            s -> keys(s).quota().orElseThrow().requests()),
        of(
            ContextKeys.QUOTA_PERIOD,
            "that period, in UTC; only with `quotaLimit`",
            "`DAY`, `WEEK`, `MONTH`",
            s -> keys(s).quota().orElseThrow().period()),
        said(ContextKeys.ALARM_EMAIL, "who is told of alarms and spending", "an address", "nobody"),
        of(
            ContextKeys.MONTHLY_BUDGET,
            "US dollars a month, above which the budget warns",
            "above 0",
            s -> whole(s.monthlyBudget())));
  }

  private static DocumentedKey of(
      String name, String meaning, String values, Function<DeploymentSettings, Object> usual) {
    return new DocumentedKey(name, meaning, values, settings -> "`" + usual.apply(settings) + "`");
  }

  private static DocumentedKey said(String name, String meaning, String values, String usual) {
    Objects.requireNonNull(usual, "usual");
    return new DocumentedKey(name, meaning, values, _ -> usual);
  }

  private static String usualLane() {
    return DeploymentSettings.fromContext(Map.of()).model().lane().word();
  }

  private static String whole(double value) {
    return String.format(Locale.ROOT, "%.0f", value);
  }

  private static Object builder(DeploymentSettings settings) {
    return settings.model().image() instanceof ModelImage.Built built
        ? built.builder().name().toLowerCase(Locale.ROOT)
        : "none";
  }

  private static String memorySizes() {
    return IntStream.of(SERVERLESS.memorySizesMb())
        .mapToObj(Integer::toString)
        .collect(Collectors.joining(", "));
  }

  private static Access.ApiKeys keys(DeploymentSettings settings) {
    return (Access.ApiKeys) settings.access();
  }
}
