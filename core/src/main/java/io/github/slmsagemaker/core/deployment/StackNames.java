package io.github.slmsagemaker.core.deployment;

/** Names by which a deployed stack is found again: written by the stack, read by the commands. */
public final class StackNames {
  /** The stack. */
  public static final String STACK = "SlmSagemaker";

  /** Output: base URL for OpenAI's clients, ending in {@code /v1}. */
  public static final String BASE_URL = "BaseUrl";

  /** Output: the SageMaker endpoint's name. */
  public static final String ENDPOINT_NAME = "EndpointName";

  /** Output: address of the CloudWatch dashboard. */
  public static final String DASHBOARD_URL = "DashboardUrl";

  /** Output, with API keys only: their ids as {@code NAME=ID} between commas. */
  public static final String API_KEY_IDS = "ApiKeyIds";

  /** Output, with API keys only: the secrets that hold them as {@code NAME=ARN} between commas. */
  public static final String API_KEY_SECRET_ARNS = "ApiKeySecretArns";

  /** Output, with budgets only: the table that they are kept in. */
  public static final String LEDGER_TABLE = "LedgerTable";

  /** How the logical id of the invoker's function begins. */
  public static final String INVOKER_FUNCTION = "InvokerFunction";

  private StackNames() {}
}
