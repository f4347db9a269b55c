package io.github.slmsagemaker.infra;

import io.github.slmsagemaker.core.deployment.KeyGrant;
import io.github.slmsagemaker.core.deployment.Timers;
import io.github.slmsagemaker.deployment.Access;
import io.github.slmsagemaker.deployment.DeploymentSettings;
import io.github.slmsagemaker.deployment.ModelImage;
import io.github.slmsagemaker.deployment.Placement;
import io.github.slmsagemaker.deployment.ServerlessLimits;
import io.github.slmsagemaker.deployment.reader.DeploymentReader;
import io.github.slmsagemaker.deployment.reader.Key;
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

  private static final ServerlessLimits SERVERLESS = ServerlessLimits.load();

  static List<DocumentedKey> all() {
    return List.of(
        of(
            Key.LANE.word(),
            "where the model runs",
            "`serverless`, `gpu`, `always-on`",
            _ -> usualLane()),
        said(
            Key.ENDPOINT.word(),
            "a SageMaker endpoint that is there, in the stack's account and region, in front of"
                + " which everything else is put; `lane` then says how it can be called"
                + " (`always-on` unless told: real-time), `engine` what runs on it (it must be"
                + " told), `context` what that takes",
            "its name",
            "one is made"),
        said(
            Key.ENDPOINT_COMPONENT.word(),
            "the inference component of it that is called",
            "its name",
            "none"),
        of(
            Key.ENGINE.word(),
            "what runs it",
            "`llama-cpp`, `tgi`, `vllm`",
            s -> s.deployment().engine().choice()),
        said(
            "engineImage",
            "llama.cpp image that ours is built on",
            "`REGISTRY/REPOSITORY@sha256:DIGEST` or `:TAG`",
            "AWS's llama.cpp container"),
        said(
            "tgiImage",
            "TGI image with the llama.cpp backend, which `engine=tgi` needs there",
            "`REGISTRY/REPOSITORY@sha256:DIGEST` or `:TAG`",
            "none"),
        of(
            Key.IMAGE_BUILD.word(),
            "who builds the image: CodeBuild in the account, or Docker here",
            "`codebuild`, `docker`",
            DocumentedKey::builder),
        said(
            Key.IMAGE_URI.word(),
            "an image in ECR that is taken as it is",
            "`ACCOUNT.dkr.ecr.REGION.amazonaws.com/REPOSITORY@sha256:DIGEST` or `:TAG`",
            "one is built (serverless), the engine's published one (gpu, always-on)"),
        said(
            Key.PROMPT_FILE.word(),
            "what conversations begin with, read once while the image is built and never again; see"
                + " [a beginning](container.md#what-conversations-begin-with)",
            "a file of JSON: `messages` with one system message, and `tools`",
            "nothing"),
        of(
            Key.MODEL.word(),
            "which weights",
            "a name of the catalogue",
            s -> s.deployment().model().id()),
        of(
            Key.QUANTIZATION.word(),
            "their form",
            "a name of the catalogue",
            s -> s.deployment().weights().name()),
        of(
            Key.MEMORY_MB.word(),
            "memory of the serverless endpoint in MB",
            memorySizes(),
            s -> serverless(s).memoryMb()),
        said(
            Key.THREADS.word(),
            "threads that compute",
            "1 to the processors that the memory brings, 4 for 6144 MB",
            "as many as there are processors"),
        of(
            Key.CONTEXT.word(),
            "tokens of prompt and answer together; more by itself where it costs a tenth of the"
                + " weights' memory at most (granite-4.0-h-tiny: 32768), less where that does not"
                + " fit (qwen3-4b-instruct-2507 in 3072 MB: 2048)",
            "256 to 131072, as far as they fit",
            s -> s.deployment().contextTokens()),
        of(
            Key.MAX_CONCURRENCY.word(),
            "calls at once; on serverless it bounds the worst month's cost",
            "1 to " + SERVERLESS.mostConcurrency(),
            s -> s.deployment().maxConcurrency()),
        of(
            Key.MAX_CALLS_PER_REQUEST.word(),
            "most model calls for one request; more than 1 goes on with an answer that one call"
                + " cannot finish, which engine `llama-cpp` alone can",
            "1 to " + Timers.MOST_CALLS_PER_REQUEST,
            s -> s.deployment().maxCallsPerRequest()),
        of(
            Key.INSTANCE_TYPE.word(),
            "what the GPU lanes run on",
            "a GPU instance of SageMaker",
            DocumentedKey::instanceType),
        of(
            Key.AUTH.word(),
            "who may call: whoever has a key, whom IAM lets, or whoever has a token of a Cognito"
                + " user pool or of another issuer; see [who may call](security.md#who-may-call)",
            "`api-key`, `iam`, `cognito`, `jwt`",
            s -> auth(s.access())),
        of(
            Key.KEYS.word(),
            "a name for each key",
            "names between commas, each a letter and up to 31 letters or digits, and behind a colon"
                + " what it may use: `alice:20000/day,bob:5000/day+90000/month,carol`",
            s -> String.join(",", keys(s).names())),
        said(
            Key.USER_POOL.word(),
            "with `auth=cognito`: a user pool that is there, in any account and region",
            "`arn:aws:cognito-idp:REGION:ACCOUNT:userpool/REGION_ID`",
            "the stack makes one, with an app client"),
        said(
            Key.SCOPES.word(),
            "with `userPool`: an access token needs one of them",
            "scopes between commas",
            "identity tokens are taken instead"),
        said(
            Key.JWT_ISSUER.word(),
            "with `auth=jwt`: what tokens have as `iss`, to the letter",
            "`https://HOST/PATH`",
            "none, and required there"),
        said(
            Key.JWT_AUDIENCE.word(),
            "with `auth=jwt`: what tokens have in `aud`",
            "text, or several between commas of which one is enough",
            "none, and required there"),
        said(
            Key.JWT_KEYS.word(),
            "with `auth=jwt`: where the issuer's keys (JWKS) are",
            "`https://HOST/PATH`",
            "what the issuer's `/.well-known/openid-configuration` says"),
        of(
            Key.RATE_LIMIT.word(),
            "steady requests a second",
            "above 0, to 10000",
            s -> whole(s.throttle().rate())),
        of(Key.BURST_LIMIT.word(), "requests at once", "1 to 5000", s -> s.throttle().burst()),
        of(
            Key.QUOTA_LIMIT.word(),
            "requests of each key in a period",
            "at least 1",
            s -> keys(s).quota().orElseThrow().requests()),
        of(
            Key.QUOTA_PERIOD.word(),
            "that period, in UTC; only with `quotaLimit`",
            "`DAY`, `WEEK`, `MONTH`",
            s -> keys(s).quota().orElseThrow().period()),
        said(
            Key.TOKENS_PER_DAY.word(),
            "tokens of each key, or of each subject of tokens, in a day of UTC",
            "1 to " + KeyGrant.MOST_TOKENS,
            "no limit"),
        said(
            Key.TOKENS_PER_MONTH.word(),
            "tokens of each key, or of each subject of tokens, in a month of UTC",
            "1 to " + KeyGrant.MOST_TOKENS,
            "no limit"),
        said(
            Key.DOLLARS_PER_MONTH.word(),
            "US dollars that calls of the model may cost in a month of UTC, all keys together",
            "1 to 1000000",
            "no limit"),
        of(
            Key.BUDGET_FAIL_OPEN.word(),
            "serve requests uncounted while the ledger does not answer; dangerous: budgets do not"
                + " hold then",
            "`true`, `false`",
            s -> s.spending().failOpen()),
        said(
            Key.CORS_ORIGINS.word(),
            "pages of which origins may call the API from a browser",
            "origins between commas, such as `https://chat.example.com`; `*` alone for every page",
            "none"),
        of(
            Key.GATEWAY_LOG_ROLE.word(),
            "the role by which API Gateway writes logs, of which an account has one in a region:"
                + " `set` makes and sets it, `keep` leaves the one that is there",
            "`set`, `keep`",
            s -> s.setsGatewayLogRole() ? "set" : "keep"),
        said(Key.ALARM_EMAIL.word(), "who is told of alarms and spending", "an address", "nobody"),
        of(
            Key.MONTHLY_BUDGET.word(),
            "US dollars a month that the whole account may spend before the budget acts",
            "0 for no budget, or more",
            s -> whole(s.monthlyBudget().orElseThrow())),
        said(
            Key.BUDGET_ACTION.word(),
            "what happens then: `stop` stops the deployment, as `./slm stop` does, and tells;"
                + " `mail` tells only",
            "`stop`, `mail`",
            "`stop` where `monthlyBudget` is set, else `mail`"));
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
    return new DeploymentReader().read(Map.of()).orThrow().deployment().lane().word();
  }

  private static String whole(double value) {
    return String.format(Locale.ROOT, "%.0f", value);
  }

  private static Object builder(DeploymentSettings settings) {
    return settings.deployment().imageBuilder().map(ModelImage.Builder::word).orElse("none");
  }

  private static Placement.Serverless serverless(DeploymentSettings settings) {
    return (Placement.Serverless) settings.deployment().placement();
  }

  private static Object instanceType(DeploymentSettings settings) {
    return ((Placement.OnInstances) settings.deployment().placement()).instanceType();
  }

  private static String memorySizes() {
    return IntStream.of(SERVERLESS.memorySizesMb())
        .mapToObj(Integer::toString)
        .collect(Collectors.joining(", "));
  }

  private static String auth(Access access) {
    return switch (access) {
      case Access.ApiKeys _ -> "api-key";
      case Access.Iam _ -> "iam";
      case Access.Cognito _ -> "cognito";
      case Access.Jwt _ -> "jwt";
    };
  }

  private static Access.ApiKeys keys(DeploymentSettings settings) {
    return (Access.ApiKeys) settings.access();
  }
}
