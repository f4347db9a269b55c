package io.github.slmsagemaker.infra.constructs.api;

import io.github.slmsagemaker.authorizer.KeyAuthorizer;
import io.github.slmsagemaker.infra.constructs.FunctionRole;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.apigateway.CfnAuthorizer;
import software.amazon.awscdk.services.apigateway.RequestAuthorizer;
import software.amazon.awscdk.services.lambda.Architecture;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.constructs.Construct;

/** {@link KeyAuthorizer} as a function before every guarded method. */
final class Authorizer {
  private Authorizer() {}

  /** With an identity source, a request that lacks it would be refused before the other is seen. */
  static RequestAuthorizer create(Construct scope) {
    RequestAuthorizer authorizer =
        RequestAuthorizer.Builder.create(scope, "Authorizer")
            .handler(function(scope))
            .identitySources(List.of())
            .resultsCacheTtl(Duration.seconds(0))
            .build();
    // The CDK writes an empty text, which is not the same as none.
    if (authorizer.getNode().getDefaultChild() instanceof CfnAuthorizer resource) {
      resource.addPropertyDeletionOverride("IdentitySource");
    }
    return authorizer;
  }

  private static Function function(Construct scope) {
    LogGroup log =
        LogGroup.Builder.create(scope, "AuthorizerLog")
            .retention(RetentionDays.ONE_MONTH)
            .removalPolicy(RemovalPolicy.DESTROY)
            .build();
    return Function.Builder.create(scope, "AuthorizerFunction")
        .description("Finds the API key in Authorization: Bearer or x-api-key")
        .runtime(Runtime.JAVA_25)
        .architecture(Architecture.X86_64)
        .handler(KeyAuthorizer.HANDLER)
        .code(AuthorizerCode.asset())
        .memorySize(512)
        .timeout(Duration.seconds(10))
        .environment(Map.of("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1"))
        .role(FunctionRole.create(scope, "AuthorizerRole", log))
        .logGroup(log)
        .build();
  }
}
