package io.github.slmsagemaker.core.deployment;

import java.time.Duration;

/**
 * Every deadline on the path of a request, outermost last; each fits inside the next (promise P2).
 *
 * <p>API Gateway ends a response that was idle for 5 minutes and any after 15; a serverless call
 * ends after 60 s and may be held through a cold start of 3 minutes first.
 */
public final class Timers {
  /** A request that is answered in one piece: nothing can be sent before its status. */
  public static final Duration WHOLE_REQUEST = Duration.ofSeconds(285);

  /** A streamed request. */
  public static final Duration STREAMED_REQUEST = Duration.ofSeconds(870);

  /** The Lambda function. */
  public static final Duration LAMBDA = Duration.ofSeconds(890);

  /** API Gateway's integration. */
  public static final Duration INTEGRATION = Duration.ofSeconds(900);

  /** API Gateway's limit on silence in a regional API's response. */
  public static final Duration GATEWAY_IDLE = Duration.ofMinutes(5);

  /** Comment line in a stream that has nothing else to send. */
  public static final Duration HEARTBEAT = Duration.ofSeconds(15);

  /** SageMaker Serverless: longest call. */
  public static final Duration SERVERLESS_CALL = Duration.ofSeconds(60);

  /** SageMaker Serverless: longest cold start, which it may hold a call through. */
  public static final Duration SERVERLESS_COLD_START = Duration.ofSeconds(180);

  /** Longest {@code Retry-After} that a client is sent. */
  public static final Duration RETRY_AFTER_LIMIT = Duration.ofSeconds(60);

  /** Most model calls for one request: no more of the longest ones fit in a streamed request. */
  public static final int MOST_CALLS_PER_REQUEST =
      (int) STREAMED_REQUEST.dividedBy(SERVERLESS_CALL);

  /** Model calls for one request, unless the deployment says so. */
  public static final int USUAL_CALLS_PER_REQUEST = 4;

  private Timers() {}

  /** Longest time that the platform lets one model call work on a lane. */
  public static Duration longestCall(Lane lane) {
    return switch (lane) {
      case SERVERLESS -> SERVERLESS_CALL;
      case GPU, ALWAYS_ON -> STREAMED_REQUEST;
    };
  }

  /** Longest time that one model call may take on a lane, a held cold start included. */
  public static Duration modelCall(Lane lane) {
    return switch (lane) {
      case SERVERLESS -> SERVERLESS_CALL.plus(SERVERLESS_COLD_START);
      case GPU, ALWAYS_ON -> STREAMED_REQUEST;
    };
  }

  /** How long a request waits for a model that is not ready, unless the deployment says so. */
  public static Duration patience(Lane lane) {
    return switch (lane) {
      case SERVERLESS -> Duration.ofSeconds(240);
      case GPU -> Duration.ofSeconds(840);
      case ALWAYS_ON -> Duration.ofSeconds(60);
    };
  }
}
