package io.github.slmsagemaker.infra.constructs.api;

import io.github.slmsagemaker.core.deployment.SignInNames;
import io.github.slmsagemaker.infra.constructs.Accepted;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.cognito.AccountRecovery;
import software.amazon.awscdk.services.cognito.AuthFlow;
import software.amazon.awscdk.services.cognito.CognitoDomainOptions;
import software.amazon.awscdk.services.cognito.IUserPool;
import software.amazon.awscdk.services.cognito.Mfa;
import software.amazon.awscdk.services.cognito.MfaSecondFactor;
import software.amazon.awscdk.services.cognito.OAuthFlows;
import software.amazon.awscdk.services.cognito.OAuthScope;
import software.amazon.awscdk.services.cognito.OAuthSettings;
import software.amazon.awscdk.services.cognito.PasswordPolicy;
import software.amazon.awscdk.services.cognito.ResourceServerScope;
import software.amazon.awscdk.services.cognito.SignInAliases;
import software.amazon.awscdk.services.cognito.UserPool;
import software.amazon.awscdk.services.cognito.UserPoolClient;
import software.amazon.awscdk.services.cognito.UserPoolClientIdentityProvider;
import software.amazon.awscdk.services.cognito.UserPoolClientOptions;
import software.amazon.awscdk.services.cognito.UserPoolDomainOptions;
import software.amazon.awscdk.services.cognito.UserPoolResourceServer;
import software.amazon.awscdk.services.cognito.UserPoolResourceServerOptions;
import software.constructs.Construct;

/**
 * A user pool of the stack's own: people whom an administrator lets in, and one app client by which
 * a person at this machine gets a token, with a code, a proof of it (PKCE) and no secret.
 *
 * @param pool who there is
 * @param client who asks for them
 */
record SignIn(IUserPool pool, UserPoolClient client) {
  private static final String SERVER = "slm";
  private static final String RIGHT = "invoke";

  /** What an access token has to hold. */
  static final String SCOPE = SERVER + "/" + RIGHT;

  static SignIn create(Construct scope) {
    UserPool pool = pool(scope);
    UserPoolClient client = client(pool);
    // Names of domains are taken across all accounts, and the stack's id is nobody else's.
    pool.addDomain(
        "Domain",
        UserPoolDomainOptions.builder()
            .cognitoDomain(
                CognitoDomainOptions.builder()
                    .domainPrefix(
                        Fn.join("-", List.of("slm", Fn.select(2, Fn.split("/", Aws.STACK_ID)))))
                    .build())
            .build());
    return new SignIn(pool, client);
  }

  /** A pool that is there. */
  static IUserPool named(Construct scope, String arn) {
    return UserPool.fromUserPoolArn(scope, "Pool", arn);
  }

  /** What a person's program has to know to sign in, by the names of the stack's outputs. */
  Map<String, String> outputs() {
    return Map.of(
        SignInNames.ISSUER,
        "https://cognito-idp.%s.%s/%s".formatted(Aws.REGION, Aws.URL_SUFFIX, pool.getUserPoolId()),
        SignInNames.CLIENT,
        client.getUserPoolClientId(),
        SignInNames.SCOPES,
        "openid " + SCOPE);
  }

  private static UserPool pool(Construct scope) {
    UserPool pool =
        UserPool.Builder.create(scope, "Pool")
            .selfSignUpEnabled(false)
            .signInAliases(SignInAliases.builder().email(true).build())
            .signInCaseSensitive(false)
            .accountRecovery(AccountRecovery.EMAIL_ONLY)
            .mfa(Mfa.REQUIRED)
            .mfaSecondFactor(MfaSecondFactor.builder().otp(true).sms(false).build())
            .passwordPolicy(
                PasswordPolicy.builder()
                    .minLength(12)
                    .requireDigits(true)
                    .requireLowercase(true)
                    .requireUppercase(true)
                    .requireSymbols(true)
                    .build())
            .removalPolicy(RemovalPolicy.DESTROY)
            .build();
    for (String rule : List.of("AwsSolutions-COG3", "AwsSolutions-COG8")) {
      Accepted.finding(
          pool,
          rule,
          "threat protection needs Cognito's plan Plus, which has a price for each person");
    }
    return pool;
  }

  private static UserPoolClient client(UserPool pool) {
    ResourceServerScope right =
        ResourceServerScope.Builder.create()
            .scopeName(RIGHT)
            .scopeDescription("Ask the model")
            .build();
    UserPoolResourceServer server =
        pool.addResourceServer(
            "Api",
            UserPoolResourceServerOptions.builder()
                .identifier(SERVER)
                .scopes(List.of(right))
                .build());
    return pool.addClient(
        "Client",
        UserPoolClientOptions.builder()
            .generateSecret(false)
            // Left out, they would be Cognito's usual ones, which take passwords from programs.
            .authFlows(AuthFlow.builder().userSrp(false).build())
            .preventUserExistenceErrors(true)
            .accessTokenValidity(Duration.hours(1))
            .supportedIdentityProviders(List.of(UserPoolClientIdentityProvider.COGNITO))
            .oAuth(
                OAuthSettings.builder()
                    .flows(OAuthFlows.builder().authorizationCodeGrant(true).build())
                    .scopes(List.of(OAuthScope.OPENID, OAuthScope.resourceServer(server, right)))
                    .callbackUrls(List.of(SignInNames.CALLBACK))
                    .build())
            .build());
  }
}
