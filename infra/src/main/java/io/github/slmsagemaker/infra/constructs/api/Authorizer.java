package io.github.slmsagemaker.infra.constructs.api;

import io.github.slmsagemaker.authorizer.KeyAuthorizer;
import io.github.slmsagemaker.authorizer.jwt.TokenAuthorizer;
import io.github.slmsagemaker.authorizer.jwt.TokenSettings;
import io.github.slmsagemaker.deployment.Access;
import io.github.slmsagemaker.infra.constructs.FunctionRole;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.apigateway.CfnAuthorizer;
import software.amazon.awscdk.services.apigateway.CognitoUserPoolsAuthorizer;
import software.amazon.awscdk.services.apigateway.RequestAuthorizer;
import software.amazon.awscdk.services.cognito.IUserPool;
import software.amazon.awscdk.services.lambda.Architecture;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.constructs.Construct;

/** Who decides on requests before every guarded method; nothing that was decided is kept. */
final class Authorizer {
  private static final Duration NOT_KEPT = Duration.seconds(0);

  private Authorizer() {}

  /** {@link KeyAuthorizer} as a function. */
  static RequestAuthorizer ofKeys(Construct scope) {
    return of(
        scope,
        function(scope, "Finds the API key in Authorization: Bearer or x-api-key")
            .handler(KeyAuthorizer.HANDLER)
            .code(AuthorizerCode.ofKeys())
            .memorySize(512)
            .environment(variables(Map.of())));
  }

  /** {@link TokenAuthorizer} as a function: signatures and TLS want more of a processor. */
  static RequestAuthorizer ofTokens(Construct scope, Access.Jwt issuer) {
    Map<String, String> told = new HashMap<>();
    told.put(TokenSettings.ISSUER, issuer.issuer());
    told.put(TokenSettings.AUDIENCES, String.join(" ", issuer.audiences()));
    issuer.keys().ifPresent(address -> told.put(TokenSettings.KEYS, address));
    return of(
        scope,
        function(scope, "Checks the token in Authorization: Bearer or x-api-key")
            .handler(TokenAuthorizer.HANDLER)
            .code(AuthorizerCode.ofTokens())
            .memorySize(1024)
            .environment(variables(told)));
  }

  /** API Gateway's own, which reads {@code Authorization} alone. */
  static CognitoUserPoolsAuthorizer ofPool(Construct scope, IUserPool pool) {
    return CognitoUserPoolsAuthorizer.Builder.create(scope, "Authorizer")
        .cognitoUserPools(List.of(pool))
        .resultsCacheTtl(NOT_KEPT)
        .build();
  }

  /** With an identity source, a request that lacks it would be refused before the other is seen. */
  private static RequestAuthorizer of(Construct scope, Function.Builder function) {
    RequestAuthorizer authorizer =
        RequestAuthorizer.Builder.create(scope, "Authorizer")
            .handler(function.build())
            .identitySources(List.of())
            .resultsCacheTtl(NOT_KEPT)
            .build();
    // The CDK writes an empty text, which is not the same as none.
    if (authorizer.getNode().getDefaultChild() instanceof CfnAuthorizer resource) {
      resource.addPropertyDeletionOverride("IdentitySource");
    }
    return authorizer;
  }

  private static Function.Builder function(Construct scope, String description) {
    LogGroup log =
        LogGroup.Builder.create(scope, "AuthorizerLog")
            .retention(RetentionDays.ONE_MONTH)
            .removalPolicy(RemovalPolicy.DESTROY)
            .build();
    return Function.Builder.create(scope, "AuthorizerFunction")
        .description(description)
        .runtime(Runtime.JAVA_25)
        .architecture(Architecture.X86_64)
        .timeout(Duration.seconds(10))
        .role(FunctionRole.create(scope, "AuthorizerRole", log))
        .logGroup(log);
  }

  private static Map<String, String> variables(Map<String, String> told) {
    Map<String, String> all = new TreeMap<>(told);
    all.put("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1");
    return all;
  }
}
