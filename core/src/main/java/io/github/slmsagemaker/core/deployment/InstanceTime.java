package io.github.slmsagemaker.core.deployment;

import java.time.Duration;

/**
 * How the time of instances is counted where a month's money is limited. Nobody who serves calls
 * sees when an instance comes and goes, so what is counted is time in which calls may be why it is
 * up: never less than it was, and often more.
 */
public final class InstanceTime {
  /**
   * After the begin of a call, whatever became of it, that an instance may be up because of it. One
   * that the call wakes may load for half an hour (the longest that a container is given to start),
   * and one that answers may do so for 14.5 minutes; copies then go after about 15 minutes without
   * calls and the instance about 10 later (aws-samples/sagemaker-genai-hosting-examples,
   * scale-to-zero-endpoint).
   */
  public static final Duration KEPT_BY_A_CALL = Duration.ofHours(1);

  /** What is charged at a time of instances that come and go. */
  public static final Duration SLICE = Duration.ofMinutes(15);

  /** What is charged at a time of instances that are always up. */
  public static final Duration SLICE_ALWAYS = Duration.ofDays(1);

  private InstanceTime() {}

  /** Most that one call comes to where nobody has called before: {@link #SLICE}s begin earlier. */
  public static Duration ofFirstCall(Lane lane) {
    return switch (lane) {
      case SERVERLESS -> Duration.ZERO;
      case GPU -> KEPT_BY_A_CALL.plus(SLICE);
      case ALWAYS_ON -> SLICE_ALWAYS;
    };
  }
}
