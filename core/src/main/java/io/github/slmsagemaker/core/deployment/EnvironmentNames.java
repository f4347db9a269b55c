package io.github.slmsagemaker.core.deployment;

/** Environment variables of the invoker: written by the stack, read by the invoker's settings. */
public final class EnvironmentNames {
  /** Id under which the model is served, as clients write it. */
  public static final String MODEL = "SLM_MODEL";

  /** {@link Lane#word()}. */
  public static final String LANE = "SLM_LANE";

  /** The word of the engine. */
  public static final String ENGINE = "SLM_ENGINE";

  /** Name of the SageMaker endpoint. */
  public static final String ENDPOINT_NAME = "SLM_ENDPOINT_NAME";

  /** Name of the inference component on that endpoint; only on the GPU lanes. */
  public static final String INFERENCE_COMPONENT = "SLM_INFERENCE_COMPONENT";

  /** Tokens of prompt and answer together that the engine was started with. */
  public static final String CONTEXT_TOKENS = "SLM_CONTEXT_TOKENS";

  /** Requests that the endpoint works on at once. */
  public static final String MAX_CONCURRENCY = "SLM_MAX_CONCURRENCY";

  /** Prompt tokens that the endpoint is expected to read in a second. */
  public static final String READS_PER_SECOND = "SLM_READS_PER_SECOND";

  /** Tokens that it is expected to generate in a second. */
  public static final String WRITES_PER_SECOND = "SLM_WRITES_PER_SECOND";

  /** Most model calls for one request, 1 for no continuation. */
  public static final String MAX_CALLS_PER_REQUEST = "SLM_MAX_CALLS_PER_REQUEST";

  /** Seconds that a request may wait for a cold model. */
  public static final String PATIENCE_SECONDS = "SLM_PATIENCE_SECONDS";

  /** What the engine has read before any call, {@code LENGTH:SHA256}. */
  public static final String BEGINNING = "SLM_BEGINNING";

  /** {@code true} puts prompts and answers into the log. */
  public static final String LOG_TEXT = "SLM_LOG_TEXT";

  /** Origins whose pages may call from a browser, between commas; {@code *} for every page. */
  public static final String CORS_ORIGINS = "SLM_CORS_ORIGINS";

  /** Port that the invoker listens on; the Lambda Web Adapter's own name for it. */
  public static final String PORT = "AWS_LWA_PORT";

  private EnvironmentNames() {}
}
