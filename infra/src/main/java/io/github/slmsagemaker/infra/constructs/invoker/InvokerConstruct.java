package io.github.slmsagemaker.infra.constructs.invoker;

import io.github.slmsagemaker.capacity.models.Speed;
import io.github.slmsagemaker.capacity.plan.Fitting;
import io.github.slmsagemaker.core.deployment.EnvironmentNames;
import io.github.slmsagemaker.core.deployment.Lane;
import io.github.slmsagemaker.core.deployment.Timers;
import io.github.slmsagemaker.core.engine.KnownBeginning;
import io.github.slmsagemaker.deployment.Bounds;
import io.github.slmsagemaker.deployment.Deployment;
import io.github.slmsagemaker.deployment.Origins;
import io.github.slmsagemaker.infra.constructs.FunctionRole;
import io.github.slmsagemaker.infra.constructs.Limits;
import io.github.slmsagemaker.infra.constructs.model.SageMakerConstruct;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.lambda.Architecture;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.IFunction;
import software.amazon.awscdk.services.lambda.ILayerVersion;
import software.amazon.awscdk.services.lambda.LayerVersion;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.constructs.Construct;

/**
 * The invoker as a Lambda function: an HTTP server behind the Lambda Web Adapter, which turns
 * events into requests and streams the replies back; Java's own runtime cannot stream.
 *
 * <p>It may write its own log and call its one model. It is not traced by X-Ray, which would need a
 * permission on everything: the API's trace shows the time that the function took.
 */
public final class InvokerConstruct extends Construct {
  /** Who publishes the Lambda Web Adapter's layer, in every region of the partition aws. */
  private static final String ADAPTER_ACCOUNT = "753240598075";

  private static final int PORT = 8080;

  private final Props props;
  private final Function function;

  /**
   * Creates the function.
   *
   * @throws IllegalArgumentException if its package is not there or cannot run
   */
  public InvokerConstruct(Construct scope, String id, Props props) {
    super(scope, id);
    this.props = props;
    LogGroup log =
        LogGroup.Builder.create(this, "Log")
            .retention(props.size().logRetention())
            .removalPolicy(RemovalPolicy.DESTROY)
            .build();
    this.function = function(log);
    props.model().grantInvoke(function);
  }

  /** The function, for an API to call. */
  public IFunction function() {
    return function;
  }

  /** Adds to its environment what is known only once other parts are there. */
  public void tell(Map<String, String> variables) {
    variables.forEach(function::addEnvironment);
  }

  private Function function(LogGroup log) {
    var builder =
        Function.Builder.create(this, "Function")
            .description("Validates, renders, calls the model, answers as OpenAI does")
            .runtime(Runtime.JAVA_25)
            .architecture(Architecture.X86_64)
            .handler("run.sh")
            .code(Code.fromAsset(LambdaFolder.ofInvoker(props.code()).toString()))
            .layers(List.of(adapter()))
            .memorySize(props.size().memoryMb())
            .timeout(Duration.seconds(Timers.LAMBDA.toSeconds()))
            .role(FunctionRole.create(this, "Role", log))
            .logGroup(log)
            .environment(environment());
    props.size().reservedConcurrency().ifPresent(builder::reservedConcurrentExecutions);
    return builder.build();
  }

  private ILayerVersion adapter() {
    return LayerVersion.fromLayerVersionArn(
        this,
        "Adapter",
        "arn:aws:lambda:%s:%s:layer:LambdaAdapterLayerX86:%d"
            .formatted(
                Stack.of(this).getRegion(), ADAPTER_ACCOUNT, props.size().adapterLayerVersion()));
  }

  private Map<String, String> environment() {
    SageMakerConstruct model = props.model();
    Deployment deployed = model.deployment();
    Lane lane = deployed.lane();
    Map<String, String> names = new TreeMap<>();
    names.put(EnvironmentNames.MODEL, deployed.model().id().value());
    names.put(EnvironmentNames.LANE, lane.word());
    names.put(EnvironmentNames.ENGINE, deployed.engine().word());
    names.put(EnvironmentNames.ENDPOINT_NAME, model.endpointName());
    model
        .inferenceComponentName()
        .ifPresent(name -> names.put(EnvironmentNames.INFERENCE_COMPONENT, name));
    names.put(EnvironmentNames.CONTEXT_TOKENS, Integer.toString(deployed.contextTokens()));
    names.put(EnvironmentNames.MAX_CONCURRENCY, Integer.toString(deployed.maxConcurrency()));
    names.put(
        EnvironmentNames.MAX_CALLS_PER_REQUEST, Integer.toString(deployed.maxCallsPerRequest()));
    names.putAll(pace(deployed));
    if (!props.origins().allowed().isEmpty()) {
      names.put(EnvironmentNames.CORS_ORIGINS, String.join(",", props.origins().allowed()));
    }
    deployed
        .beginning()
        .map(KnownBeginning::of)
        .ifPresent(known -> names.put(EnvironmentNames.BEGINNING, known.toString()));
    names.put(EnvironmentNames.PATIENCE_SECONDS, Long.toString(Timers.patience(lane).toSeconds()));
    names.put(EnvironmentNames.LOG_TEXT, "false");
    names.put(EnvironmentNames.PORT, Integer.toString(PORT));
    names.put("AWS_LAMBDA_EXEC_WRAPPER", "/opt/bootstrap");
    names.put("AWS_LWA_INVOKE_MODE", "response_stream");
    names.put("AWS_LWA_READINESS_CHECK_PATH", "/health");
    return names;
  }

  /** What was planned with: by it a first long prompt is parted, before any speed was seen. */
  private static Map<String, String> pace(Deployment deployed) {
    Optional<Speed> planned = Fitting.speed(deployed);
    return planned.isEmpty() || planned.get().promptTokensPerSecond().isEmpty()
        ? Map.of()
        : Map.of(
            EnvironmentNames.READS_PER_SECOND,
            rate(planned.get().promptTokensPerSecond().getAsDouble()),
            EnvironmentNames.WRITES_PER_SECOND,
            rate(planned.get().decodeTokensPerSecond()));
  }

  private static String rate(double tokens) {
    return String.format(Locale.ROOT, "%.1f", tokens);
  }

  /**
   * The function's settings.
   *
   * @param model what it calls
   * @param code folder that becomes its package
   * @param origins pages that may call from a browser
   * @param size what Lambda gives it
   */
  public record Props(SageMakerConstruct model, Path code, Origins origins, Size size) {
    public Props {
      Objects.requireNonNull(model, "model");
      Objects.requireNonNull(code, "code");
      Objects.requireNonNull(origins, "origins");
      Objects.requireNonNull(size, "size");
      Bounds.require(List.of(Limits.functionTimeout(Timers.LAMBDA)));
    }

    /** The usual function for a model. */
    public static Props of(SageMakerConstruct model, Path code) {
      return new Props(model, code, Origins.NONE, Size.USUAL);
    }

    /** The same for pages of these origins. */
    public Props withOrigins(Origins other) {
      return new Props(model, code, other, size);
    }

    /** The same in another size. */
    public Props withSize(Size other) {
      return new Props(model, code, origins, other);
    }
  }

  /**
   * What Lambda gives a function.
   *
   * @param memoryMb memory; 1769 MB are one core
   * @param reservedConcurrency instances kept for it and its most; empty for neither, since a new
   *     account has ten in all and may be refused them
   * @param adapterLayerVersion version of the Lambda Web Adapter's layer
   * @param logRetention how long its log is kept
   */
  public record Size(
      int memoryMb,
      OptionalInt reservedConcurrency,
      int adapterLayerVersion,
      RetentionDays logRetention) {
    /**
     * Enough memory for the server and its heap, as more only buys a faster cold start; the newest
     * layer in the adapter's documentation on 2026-11-22, of which 28 is its release 1.0.1.
     */
    public static final Size USUAL =
        new Size(1024, OptionalInt.empty(), 30, RetentionDays.ONE_MONTH);

    public Size {
      Objects.requireNonNull(logRetention, "logRetention");
      Bounds.require(List.of(Limits.functionMemoryMb(memoryMb)));
      if (adapterLayerVersion < 1) {
        throw new IllegalArgumentException(
            "adapterLayerVersion is " + adapterLayerVersion + ", expected at least 1");
      }
    }
  }
}
