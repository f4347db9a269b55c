package io.github.slmsagemaker.testkit.gateway;

import io.github.slmsagemaker.testkit.gateway.bounds.Quota;
import io.github.slmsagemaker.testkit.gateway.bounds.TokenBucket;
import io.github.slmsagemaker.testkit.template.Fields;
import io.github.slmsagemaker.testkit.template.Resource;
import io.github.slmsagemaker.testkit.template.Template;
import io.github.slmsagemaker.testkit.template.UnsupportedTemplate;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Keys, and what each may ask for.
 *
 * <p>Source: "Usage plans and API keys for REST APIs"; lengths of keys from "Amazon API Gateway
 * quotas". A key is looked for among those that are in a plan of the stage.
 */
final class UsagePlans {
  private static final int SHORTEST = 20;
  private static final int LONGEST = 128;

  private final Map<String, Holder> holders = new HashMap<>();

  /** Those of a stage. */
  static UsagePlans read(Template template, String stage, InstantSource clock) {
    UsagePlans all = new UsagePlans();
    Map<String, Plan> plans = new HashMap<>();
    template
        .resources("AWS::ApiGateway::UsagePlan")
        .forEach(
            resource -> plan(resource, stage, clock).ifPresent(p -> plans.put(resource.name(), p)));
    for (Resource resource : template.resources("AWS::ApiGateway::UsagePlanKey")) {
      try (Fields fields = resource.fields()) {
        fields.only("KeyType", "API_KEY");
        Optional<Plan> plan = Optional.ofNullable(plans.get(fields.text("UsagePlanId")));
        Key key = key(template.resource(fields.text("KeyId"), "AWS::ApiGateway::ApiKey"));
        if (plan.isPresent() && key.enabled()) {
          all.holders.put(key.value(), plan.get().holder(key.id()));
        }
      }
    }
    return all;
  }

  /**
   * Whose key it is.
   *
   * @throws Rejected if it is nobody's
   */
  Holder holder(String key) throws Rejected {
    Holder holder = holders.get(key);
    if (holder == null) {
      throw new Rejected(ResponseType.INVALID_API_KEY);
    }
    return holder;
  }

  private static Optional<Plan> plan(Resource resource, String stage, InstantSource clock) {
    try (Fields fields = resource.fields().ofNoConsequence("Description", "UsagePlanName")) {
      boolean here = false;
      for (Fields covered : fields.each("ApiStages")) {
        covered.ofNoConsequence("ApiId").within("Throttle");
        here |= covered.text("Stage").equals(stage);
      }
      Plan plan =
          new Plan(
              fields
                  .within("Throttle")
                  .flatMap(bound -> TokenBucket.read(bound, "RateLimit", "BurstLimit", clock)),
              fields.within("Quota").map(bound -> Quota.read(bound, clock)));
      return here ? Optional.of(plan) : Optional.empty();
    }
  }

  private static Key key(Resource resource) {
    try (Fields fields = resource.fields().ofNoConsequence("Description")) {
      String value = fields.text("Value");
      if (value.length() < SHORTEST || value.length() > LONGEST) {
        throw new UnsupportedTemplate(
            resource.id(), "a key of %d characters is refused".formatted(value.length()));
      }
      return new Key(
          resource.name(), value, fields.maybe("Enabled").map(Boolean::parseBoolean).orElse(false));
    }
  }

  /** A key as a template makes it. */
  private record Key(String id, String value, boolean enabled) {
    @Override
    public String toString() {
      return "Key[" + id + ", value not shown]";
    }
  }

  /** What each key of a plan may ask for. */
  private record Plan(Optional<TokenBucket> throttle, Optional<Quota> quota) {
    Holder holder(String key) {
      return new Holder(key, throttle.map(TokenBucket::another), quota.map(Quota::another));
    }
  }

  /**
   * Who has a key.
   *
   * @param keyId its id
   */
  record Holder(String keyId, Optional<TokenBucket> throttle, Optional<Quota> quota) {
    void take() throws Rejected {
      if (throttle.isPresent() && !throttle.get().take()) {
        throw new Rejected(ResponseType.THROTTLED);
      }
      if (quota.isPresent() && !quota.get().take()) {
        throw new Rejected(ResponseType.QUOTA_EXCEEDED);
      }
    }
  }
}
