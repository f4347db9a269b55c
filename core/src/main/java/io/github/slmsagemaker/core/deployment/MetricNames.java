package io.github.slmsagemaker.core.deployment;

/** CloudWatch metrics that the invoker emits and the stack's alarms and dashboard read. */
public final class MetricNames {
  public static final String NAMESPACE = "SlmSagemaker";

  /** Dimension: the deployment's endpoint name. */
  public static final String ENDPOINT_DIMENSION = "Endpoint";

  /** Dimension beside it: id of an API key, or {@link #OTHER_KEYS}. */
  public static final String KEY_DIMENSION = "Key";

  /** All keys that have no metrics of their own, and requests without a key. */
  public static final String OTHER_KEYS = "other";

  /**
   * The invoker's variable with the ids of the keys that have metrics of their own, between commas;
   * without it no key has.
   */
  public static final String KEYS_VARIABLE = "SLM_METRIC_KEYS";

  /** Count of requests that reached the invoker. */
  public static final String REQUESTS = "Requests";

  /** Tokens read. */
  public static final String PROMPT_TOKENS = "PromptTokens";

  /** Tokens generated. */
  public static final String COMPLETION_TOKENS = "CompletionTokens";

  /** Milliseconds to the first piece of text. */
  public static final String TIME_TO_FIRST_TOKEN = "TimeToFirstToken";

  /** Milliseconds to the end of the reply. */
  public static final String DURATION = "Duration";

  /** Count of model calls. */
  public static final String MODEL_CALLS = "ModelCalls";

  /** Count of replies with a 4xx status. */
  public static final String CLIENT_ERRORS = "ClientErrors";

  /** Count of replies with a 5xx status, and of streams that broke. */
  public static final String SERVER_ERRORS = "ServerErrors";

  /** Count of requests that met a model that was not ready. */
  public static final String COLD_STARTS = "ColdStarts";

  private MetricNames() {}
}
