package io.github.slmsagemaker.infra.constructs.api;

import io.github.slmsagemaker.deployment.Access;
import io.github.slmsagemaker.infra.constructs.Accepted;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.services.apigateway.ApiKey;
import software.amazon.awscdk.services.apigateway.Period;
import software.amazon.awscdk.services.apigateway.QuotaSettings;
import software.amazon.awscdk.services.apigateway.RestApi;
import software.amazon.awscdk.services.apigateway.ThrottleSettings;
import software.amazon.awscdk.services.apigateway.UsagePlan;
import software.amazon.awscdk.services.apigateway.UsagePlanPerApiStage;
import software.amazon.awscdk.services.secretsmanager.Secret;
import software.amazon.awscdk.services.secretsmanager.SecretStringGenerator;
import software.constructs.Construct;

/**
 * Keys in one usage plan.
 *
 * <p>A value is made by Secrets Manager when the stack is deployed, and API Gateway reads it from
 * there: it never stands in a template. A key of API Gateway has no name here, since a name could
 * not be given to its successor.
 */
final class ApiKeys {
  /** Letters and digits: about 238 bits, and a length that API Gateway takes (20 to 128). */
  private static final int KEY_LENGTH = 40;

  private final Construct scope;
  private final Map<String, ApiKey> keys = new LinkedHashMap<>();
  private final Map<String, Secret> secrets = new LinkedHashMap<>();

  private ApiKeys(Construct scope) {
    this.scope = scope;
  }

  static ApiKeys create(
      Construct parent, RestApi api, Access.ApiKeys access, Access.Throttle throttle) {
    ApiKeys made = new ApiKeys(new Construct(parent, "Keys"));
    UsagePlan plan = made.plan(api, access.quota(), throttle);
    access.names().forEach(name -> plan.addApiKey(made.key(name)));
    return made;
  }

  /** Ids of the keys by name: tokens until deployment. */
  Map<String, String> ids() {
    Map<String, String> ids = new LinkedHashMap<>();
    keys.forEach((name, key) -> ids.put(name, key.getKeyId()));
    return ids;
  }

  /** ARNs of the secrets that hold the keys, by name: tokens until deployment. */
  Map<String, String> secretArns() {
    Map<String, String> arns = new LinkedHashMap<>();
    secrets.forEach((name, secret) -> arns.put(name, secret.getSecretArn()));
    return arns;
  }

  private UsagePlan plan(RestApi api, Optional<Access.Quota> quota, Access.Throttle throttle) {
    var builder =
        UsagePlan.Builder.create(scope, "Plan")
            .description("What each key may ask for")
            .throttle(
                ThrottleSettings.builder()
                    .rateLimit(throttle.rate())
                    .burstLimit(throttle.burst())
                    .build())
            .apiStages(
                List.of(
                    UsagePlanPerApiStage.builder()
                        .api(api)
                        .stage(api.getDeploymentStage())
                        .build()));
    quota.ifPresent(
        bound ->
            builder.quota(
                QuotaSettings.builder()
                    .limit(bound.requests())
                    .period(Period.valueOf(bound.period().name()))
                    .build()));
    return builder.build();
  }

  private ApiKey key(String name) {
    Secret secret =
        Secret.Builder.create(scope, "Secret-" + name)
            .description("API key '" + name + "'")
            .generateSecretString(
                SecretStringGenerator.builder()
                    .passwordLength(KEY_LENGTH)
                    .excludePunctuation(true)
                    .build())
            .build();
    Accepted.finding(
        secret,
        "AwsSolutions-SMG4",
        "the value of a key cannot change: a key is rotated by adding a second name");
    // A reference that CloudFormation resolves, not the value.
    ApiKey key =
        ApiKey.Builder.create(scope, "Key-" + name)
            .description("Key '" + name + "'")
            .value(secret.getSecretValue().unsafeUnwrap())
            .build();
    secrets.put(name, secret);
    keys.put(name, key);
    return key;
  }
}
