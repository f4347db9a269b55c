package io.github.slmsagemaker.core.deployment;

/**
 * Attributes of the ledger's table that AWS has to know: named by the stack, used by the ledger.
 */
public final class LedgerTable {
  /** Partition key: a period, so that one query finds everybody's. */
  public static final String PARTITION = "period";

  /** Sort key: who pays, in what measure. */
  public static final String SORT = "subject";

  /** Seconds since 1970 after which an item may be cleaned away; nothing depends on that. */
  public static final String EXPIRES = "expires";

  private LedgerTable() {}
}
