package io.github.slmsagemaker.infra.constructs.api;

import io.github.slmsagemaker.deployment.Access;
import java.util.List;
import java.util.Optional;
import software.amazon.awscdk.services.apigateway.ApiKeySourceType;
import software.amazon.awscdk.services.apigateway.AuthorizationType;
import software.amazon.awscdk.services.apigateway.MethodOptions;
import software.amazon.awscdk.services.cognito.IUserPool;
import software.constructs.Construct;

/**
 * What stands before every method that is not open.
 *
 * @param methods how API Gateway is told to ask it
 * @param signIn where people of the stack's own user pool sign in, if there is one
 */
record Guard(MethodOptions methods, Optional<SignIn> signIn) {

  static Guard of(Construct scope, Access access) {
    return switch (access) {
      case Access.ApiKeys _ ->
          new Guard(
              MethodOptions.builder()
                  .authorizationType(AuthorizationType.CUSTOM)
                  .authorizer(Authorizer.ofKeys(scope))
                  .apiKeyRequired(true)
                  .build(),
              Optional.empty());
      case Access.Iam _ ->
          new Guard(
              MethodOptions.builder().authorizationType(AuthorizationType.IAM).build(),
              Optional.empty());
      case Access.Cognito named when named.pool().isPresent() ->
          new Guard(
              ofPool(scope, SignIn.named(scope, named.pool().get()), named.scopes()),
              Optional.empty());
      case Access.Cognito _ -> {
        SignIn own = SignIn.create(scope);
        yield new Guard(ofPool(scope, own.pool(), List.of(SignIn.SCOPE)), Optional.of(own));
      }
      case Access.Jwt issuer ->
          new Guard(
              MethodOptions.builder()
                  .authorizationType(AuthorizationType.CUSTOM)
                  .authorizer(Authorizer.ofTokens(scope, issuer))
                  .build(),
              Optional.empty());
    };
  }

  /** Nothing. */
  static MethodOptions open() {
    return MethodOptions.builder().authorizationType(AuthorizationType.NONE).build();
  }

  /** Who tells API Gateway which key of a usage plan it is: only keys have one. */
  static ApiKeySourceType keySource(Access access) {
    return access instanceof Access.ApiKeys ? ApiKeySourceType.AUTHORIZER : ApiKeySourceType.HEADER;
  }

  /** With scopes API Gateway takes access tokens, without any identity tokens. */
  private static MethodOptions ofPool(Construct scope, IUserPool pool, List<String> scopes) {
    MethodOptions.Builder methods =
        MethodOptions.builder()
            .authorizationType(AuthorizationType.COGNITO)
            .authorizer(Authorizer.ofPool(scope, pool));
    return scopes.isEmpty() ? methods.build() : methods.authorizationScopes(scopes).build();
  }
}
