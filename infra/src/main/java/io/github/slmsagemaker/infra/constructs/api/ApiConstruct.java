package io.github.slmsagemaker.infra.constructs.api;

import io.github.slmsagemaker.core.deployment.StopNames;
import io.github.slmsagemaker.core.deployment.Timers;
import io.github.slmsagemaker.core.route.Route;
import io.github.slmsagemaker.deployment.Access;
import io.github.slmsagemaker.deployment.Bounds;
import io.github.slmsagemaker.deployment.Origins;
import io.github.slmsagemaker.infra.constructs.Accepted;
import io.github.slmsagemaker.infra.constructs.Limits;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Names;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.UniqueResourceNameOptions;
import software.amazon.awscdk.services.apigateway.AccessLogFormat;
import software.amazon.awscdk.services.apigateway.EndpointType;
import software.amazon.awscdk.services.apigateway.IResource;
import software.amazon.awscdk.services.apigateway.LambdaIntegration;
import software.amazon.awscdk.services.apigateway.LogGroupLogDestination;
import software.amazon.awscdk.services.apigateway.MethodLoggingLevel;
import software.amazon.awscdk.services.apigateway.MethodOptions;
import software.amazon.awscdk.services.apigateway.ResponseTransferMode;
import software.amazon.awscdk.services.apigateway.RestApi;
import software.amazon.awscdk.services.apigateway.StageOptions;
import software.amazon.awscdk.services.lambda.IFunction;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.constructs.Construct;

/**
 * The REST API before the invoker.
 *
 * <p>Every resource takes every method, so that a wrong path or method is answered by the invoker
 * as OpenAI would; what API Gateway answers itself has the same form. Only {@code /health} is open.
 * An edge-optimised API would end a stream that is silent for 30 s; this one is regional.
 */
public final class ApiConstruct extends Construct {
  /** Name of the API's only stage. */
  public static final String STAGE = "live";

  /** Takes every path that is no route, so that the invoker says so. */
  private static final String ANY_OTHER = "/{proxy+}";

  private static final Set<String> OPEN =
      Arrays.stream(Route.values())
          .filter(Route::open)
          .map(Route::template)
          .collect(Collectors.toUnmodifiableSet());

  /** Metrics tell APIs apart by name only, so it names stack and construct. */
  private static final UniqueResourceNameOptions NAME_FORM =
      UniqueResourceNameOptions.builder().maxLength(100).separator("-").build();

  private final Props props;
  private final RestApi api;
  private final Guard guard;
  private final Optional<ApiKeys> keys;

  /** Creates the API, its keys and its authorizer. */
  public ApiConstruct(Construct scope, String id, Props props) {
    super(scope, id);
    this.props = props;
    this.api = api();
    GatewayErrors.addTo(api, props.access(), props.origins());
    this.guard = Guard.of(this, props.access());
    addMethods();
    this.keys =
        props.access() instanceof Access.ApiKeys named
            ? Optional.of(ApiKeys.create(this, api, named, props.throttle()))
            : Optional.empty();
    accept();
  }

  /** What clients are given: ends in {@code /v1}. */
  public String baseUrl() {
    return api.getUrl() + "v1";
  }

  /** Ids of the keys by name, none without keys; values are known nowhere here. */
  public Map<String, String> keyIds() {
    return keys.map(ApiKeys::ids).orElse(Map.of());
  }

  /** ARNs of the secrets that hold the keys, by name; none without keys. */
  public Map<String, String> keySecretArns() {
    return keys.map(ApiKeys::secretArns).orElse(Map.of());
  }

  /** Id that API Gateway gave it. */
  public String apiId() {
    return api.getRestApiId();
  }

  /** What a person's program has to know to sign in; empty unless the user pool is the stack's. */
  public Map<String, String> signIn() {
    return guard.signIn().map(SignIn::outputs).orElse(Map.of());
  }

  /** Name in API Gateway's metrics. */
  public String apiName() {
    return api.getRestApiName();
  }

  private RestApi api() {
    LogGroup log =
        LogGroup.Builder.create(this, "AccessLog")
            .retention(RetentionDays.ONE_MONTH)
            .removalPolicy(RemovalPolicy.DESTROY)
            .build();
    RestApi api =
        RestApi.Builder.create(this, "Api")
            .restApiName(Names.uniqueResourceName(this, NAME_FORM))
            .description("OpenAI-compatible API before a model on SageMaker")
            .endpointTypes(List.of(EndpointType.REGIONAL))
            .apiKeySourceType(Guard.keySource(props.access()))
            .cloudWatchRole(props.logRole())
            .deployOptions(
                StageOptions.builder()
                    .stageName(STAGE)
                    .variables(Map.of(StopNames.VARIABLE, StopNames.RUNNING))
                    .tracingEnabled(true)
                    .metricsEnabled(true)
                    .loggingLevel(MethodLoggingLevel.ERROR)
                    .dataTraceEnabled(false)
                    .throttlingRateLimit(props.stageThrottle().rate())
                    .throttlingBurstLimit(props.stageThrottle().burst())
                    .accessLogDestination(new LogGroupLogDestination(log))
                    .accessLogFormat(AccessLogFormat.custom(AccessLog.format(props.access())))
                    .build())
            .build();
    keepNoLogForever(api);
    // The CDK's own output of the URL lacks the path that clients need.
    api.getNode().tryRemoveChild("Endpoint");
    return api;
  }

  /** API Gateway would make this group itself, without an end, and leave it behind. */
  private void keepNoLogForever(RestApi api) {
    LogGroup log =
        LogGroup.Builder.create(this, "ExecutionLog")
            .logGroupName("API-Gateway-Execution-Logs_" + api.getRestApiId() + "/" + STAGE)
            .retention(RetentionDays.ONE_MONTH)
            .removalPolicy(RemovalPolicy.DESTROY)
            .build();
    api.getDeploymentStage().getNode().addDependency(log);
  }

  private LambdaIntegration integration() {
    return LambdaIntegration.Builder.create(props.invoker())
        .proxy(true)
        .responseTransferMode(ResponseTransferMode.STREAM)
        .timeout(Duration.seconds(Timers.INTEGRATION.toSeconds()))
        .scopePermissionToMethod(false)
        .build();
  }

  private void addMethods() {
    LambdaIntegration integration = integration();
    MethodOptions guarded = guard.methods();
    addMethod(api.getRoot(), integration, guarded);
    Stream.concat(
            Arrays.stream(Route.values()).filter(route -> route != Route.ROOT).map(Route::template),
            Stream.of(ANY_OTHER))
        .forEach(path -> addMethods(path, integration, guarded));
  }

  private void addMethods(String path, LambdaIntegration integration, MethodOptions guarded) {
    IResource resource = api.getRoot();
    for (String part : path.substring(1).split("/", -1)) {
      IResource child = resource.getResource(part);
      if (child == null) {
        child = resource.addResource(part);
        addMethod(child, integration, guarded);
      }
      resource = child;
    }
  }

  private void addMethod(IResource resource, LambdaIntegration integration, MethodOptions guarded) {
    if (!OPEN.contains(resource.getPath())) {
      resource.addMethod("ANY", integration, guarded);
      if (!props.origins().allowed().isEmpty()) {
        Accepted.finding(
            resource.addMethod("OPTIONS", integration, Guard.open()),
            "AwsSolutions-APIG4",
            "browsers ask without a key whether they may send one");
      }
      return;
    }
    Accepted.finding(
        resource.addMethod("ANY", integration, Guard.open()),
        "AwsSolutions-APIG4",
        "whether it answers is no secret, and the stage is throttled");
  }

  private void accept() {
    Accepted.finding(
        this, "AwsSolutions-APIG2", "the invoker validates requests, and says what is wrong");
    Accepted.finding(
        this, "AwsSolutions-APIG3", "a firewall has a monthly price, and idle costs nothing here");
    Accepted.finding(
        this,
        "AwsSolutions-COG4",
        "a user pool is asked where that is the way in, but for /health");
    Accepted.finding(
        this,
        "AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role"
            + "/AmazonAPIGatewayPushToCloudWatchLogs]",
        "API Gateway's account-wide role for logs is what AWS's managed policy is made for");
  }

  /**
   * The API's settings.
   *
   * @param invoker what answers
   * @param access who may call
   * @param throttle requests a second of each key or, without keys, of all
   * @param origins whose pages may call: their {@code OPTIONS} reaches the invoker without a key
   * @param logRole whether the role by which API Gateway writes logs in this account and region is
   *     made and set; where not, the account must have one
   */
  public record Props(
      IFunction invoker,
      Access access,
      Access.Throttle throttle,
      Origins origins,
      boolean logRole) {
    public Props {
      Objects.requireNonNull(invoker, "invoker");
      Objects.requireNonNull(access, "access");
      Objects.requireNonNull(throttle, "throttle");
      Objects.requireNonNull(origins, "origins");
      Bounds.require(List.of(Limits.integrationTimeout(Timers.INTEGRATION)));
    }

    /** One key named {@code default}. */
    public static Props of(IFunction invoker) {
      return new Props(invoker, Access.ApiKeys.USUAL, Access.Throttle.USUAL, Origins.NONE, true);
    }

    /** The same with other callers. */
    public Props withAccess(Access other) {
      return new Props(invoker, other, throttle, origins, logRole);
    }

    /** The same with other bounds on requests a second. */
    public Props withThrottle(Access.Throttle other) {
      return new Props(invoker, access, other, origins, logRole);
    }

    /** The same for pages of these origins. */
    public Props withOrigins(Origins other) {
      return new Props(invoker, access, throttle, other, logRole);
    }

    /** The same, with or without a role of its own for API Gateway's logs. */
    public Props withLogRole(boolean set) {
      return new Props(invoker, access, throttle, origins, set);
    }

    /** Bounds that hold for all callers together, wrong keys and {@code /health} included. */
    Access.Throttle stageThrottle() {
      int callers =
          switch (access) {
            case Access.ApiKeys named -> named.names().size();
            case Access.Iam _, Access.Cognito _, Access.Jwt _ -> 1;
          };
      return new Access.Throttle(
          Math.min(10_000, throttle.rate() * callers), Math.min(5_000, throttle.burst() * callers));
    }
  }
}
