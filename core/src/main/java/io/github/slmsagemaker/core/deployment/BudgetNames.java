package io.github.slmsagemaker.core.deployment;

/**
 * Environment variables of the invoker where budgets are set: written by the stack, read by the
 * invoker. None is there without a budget.
 */
public final class BudgetNames {
  /** Name of the ledger's table. */
  public static final String LEDGER_TABLE = "SLM_LEDGER_TABLE";

  /** Tokens of each key a day. */
  public static final String TOKENS_PER_DAY = "SLM_TOKENS_PER_DAY";

  /** Tokens of each key a month. */
  public static final String TOKENS_PER_MONTH = "SLM_TOKENS_PER_MONTH";

  /** Keys with limits of their own, by id, as {@link KeyGrant} writes them. */
  public static final String KEYS = "SLM_KEY_BUDGETS";

  /** Millionths of a US dollar that all keys together may spend in a month. */
  public static final String MICRODOLLARS_PER_MONTH = "SLM_MICRODOLLARS_PER_MONTH";

  /** Millionths of a US dollar that a second of the model at work costs. */
  public static final String MICRODOLLARS_PER_SECOND = "SLM_MICRODOLLARS_PER_SECOND";

  /** Millionths of a US dollar that an hour of all instances costs, in the place of a second. */
  public static final String MICRODOLLARS_PER_INSTANCE_HOUR = "SLM_MICRODOLLARS_PER_INSTANCE_HOUR";

  /** {@code true} serves requests uncounted while the ledger does not answer. */
  public static final String FAIL_OPEN = "SLM_LEDGER_FAIL_OPEN";

  private BudgetNames() {}
}
