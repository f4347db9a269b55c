package io.github.slmsagemaker.deployment.reader;

import io.github.slmsagemaker.core.deployment.Lane;

/**
 * The settings of a deployment, as {@code -c KEY=VALUE} takes them. Beside them stand those that
 * name an image below ours, which belong to an engine's profile.
 */
public enum Key {
  LANE("lane"),
  ENDPOINT("endpoint"),
  ENDPOINT_COMPONENT("endpointComponent", Place.ENDPOINT),
  ENGINE("engine"),
  IMAGE_BUILD("imageBuild", Place.SERVERLESS),
  IMAGE_URI("imageUri", Place.MACHINES),
  PROMPT_FILE("promptFile", Place.SERVERLESS),
  MODEL("model"),
  QUANTIZATION("quantization", Place.MACHINES),
  MEMORY_MB("memoryMb", Place.SERVERLESS),
  THREADS("threads", Place.SERVERLESS),
  CONTEXT("context"),
  MAX_CONCURRENCY("maxConcurrency"),
  MAX_CALLS_PER_REQUEST("maxCallsPerRequest"),
  INSTANCE_TYPE("instanceType", Place.INSTANCES),
  AUTH("auth"),
  KEYS("keys"),
  USER_POOL("userPool"),
  SCOPES("scopes"),
  JWT_ISSUER("jwtIssuer"),
  JWT_AUDIENCE("jwtAudience"),
  JWT_KEYS("jwtKeys"),
  RATE_LIMIT("rateLimit"),
  BURST_LIMIT("burstLimit"),
  QUOTA_LIMIT("quotaLimit"),
  QUOTA_PERIOD("quotaPeriod"),
  TOKENS_PER_DAY("tokensPerDay"),
  TOKENS_PER_MONTH("tokensPerMonth"),
  DOLLARS_PER_MONTH("dollarsPerMonth", Place.MACHINES),
  BUDGET_FAIL_OPEN("budgetFailOpen"),
  CORS_ORIGINS("corsOrigins"),
  GATEWAY_LOG_ROLE("gatewayLogRole"),
  ALARM_EMAIL("alarmEmail"),
  MONTHLY_BUDGET("monthlyBudget"),
  BUDGET_ACTION("budgetAction");

  /** Where a key has an effect. */
  enum Place {
    ANYWHERE(""),
    MACHINES("what the stack makes"),
    SERVERLESS("lane serverless"),
    INSTANCES("the GPU lanes"),
    ENDPOINT("an endpoint that is there");

    private final String words;

    Place(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }

    boolean includes(Lane lane) {
      return switch (this) {
        case ANYWHERE, MACHINES -> true;
        case SERVERLESS -> lane == Lane.SERVERLESS;
        case INSTANCES -> lane != Lane.SERVERLESS;
        case ENDPOINT -> false;
      };
    }

    boolean includesEndpoints() {
      return this == ANYWHERE || this == ENDPOINT;
    }
  }

  private final String word;
  private final Place place;

  Key(String word) {
    this(word, Place.ANYWHERE);
  }

  Key(String word, Place place) {
    this.word = word;
    this.place = place;
  }

  /** As it is written. */
  public String word() {
    return word;
  }

  /** Whether it has an effect on what the stack makes on a lane. */
  public boolean holdsOn(Lane lane) {
    return place.includes(lane);
  }

  /** Whether it has an effect on an endpoint that is there. */
  public boolean holdsOnEndpoints() {
    return place.includesEndpoints();
  }

  Place place() {
    return place;
  }
}
