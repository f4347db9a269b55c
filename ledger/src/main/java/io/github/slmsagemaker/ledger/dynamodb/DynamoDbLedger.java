package io.github.slmsagemaker.ledger.dynamodb;

import java.util.UUID;
import java.time.Instant;
import io.github.slmsagemaker.core.failure.Failure;
import io.github.slmsagemaker.ledger.Amounts;
import io.github.slmsagemaker.ledger.Budgets;
import io.github.slmsagemaker.ledger.Decision;
import io.github.slmsagemaker.ledger.Ledger;
import io.github.slmsagemaker.ledger.Reservation;
import io.github.slmsagemaker.ledger.Usage;
import io.github.slmsagemaker.ledger.Window;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.IdempotentParameterMismatchException;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * A ledger in a table. A reservation is one transaction over its own item and all its windows, each
 * on the condition that it fits; so is a settlement, on the condition that there was none. Both
 * carry a token, so that one whose answer was lost is not made again.
 */
public final class DynamoDbLedger implements Ledger {
  private static final Logger LOG = System.getLogger(DynamoDbLedger.class.getName());

  private final TableClient connection;
  private final DynamoDbAsyncClient client;
  private final String table;
  private final Items items;
  private final Budgets budgets;
  private final InstantSource clock;

  /**
   * Connects with the first call.
   *
   * @param settings which table
   * @param budgets what is to be kept
   * @param clock says which windows are now
   */
  public DynamoDbLedger(DynamoDbSettings settings, Budgets budgets, InstantSource clock) {
    this.connection = new TableClient(settings);
    this.client = connection.client();
    this.table = settings.table();
    this.items = new Items(table);
    this.budgets = budgets;
    this.clock = clock;
  }

  @Override
  public Decision reserve(String key, Amounts bound) {
    Reservation reservation = Reservation.fresh(budgets.windows(key, clock.instant()), bound);
    if (reservation.windows().isEmpty()) {
      return new Decision.Reserved(reservation);
    }
    return made("reserve", reservation, Items.State.RESERVED);
  }

  @Override
  public Decision charge(String id, Instant at, Amounts amounts) {
    Reservation charge = new Reservation(id, budgets.shared(at), amounts);
    return charge.windows().isEmpty()
        ? new Decision.Reserved(charge)
        : made("charge", charge, Items.State.USED);
  }

  private Decision made(String purpose, Reservation reservation, Items.State state) {
    List<TransactWriteItem> writes = new ArrayList<>();
    writes.add(items.made(reservation));
    for (Window window : reservation.windows()) {
      writes.add(items.charged(window, reservation.boundIn(window), state));
    }
    try {
      write(purpose, reservation, writes);
      return new Decision.Reserved(reservation);
    } catch (TransactionCanceledException cancelled) {
      return outcome(reservation, cancelled);
    }
  }

  @Override
  public void settle(Reservation reservation, Amounts used) {
    if (reservation.windows().isEmpty()) {
      return;
    }
    List<TransactWriteItem> writes = new ArrayList<>();
    writes.add(items.settled(reservation, used));
    for (Window window : reservation.windows()) {
      long usedHere = used.in(window.budget().measure());
      writes.add(items.replaced(window, reservation.boundIn(window), usedHere));
    }
    try {
      write("settle", reservation, writes);
    } catch (TransactionCanceledException cancelled) {
      if (!Cancelled.byCondition(cancelled, 0)) {
        throw unavailable("settle", cancelled);
      }
    } catch (IdempotentParameterMismatchException settledOtherwise) {
      // It was settled by something else within the ten minutes that DynamoDB remembers a token.
    }
  }

  @Override
  public List<Usage> usage(String key) {
    List<Window> windows = budgets.windows(key, clock.instant());
    if (windows.isEmpty()) {
      return List.of();
    }
    KeysAndAttributes wanted =
        KeysAndAttributes.builder()
            .keys(windows.stream().map(items::key).toList())
            .consistentRead(true)
            .build();
    try {
      BatchGetItemResponse read =
          joined(client.batchGetItem(request -> request.requestItems(Map.of(table, wanted))));
      if (!read.unprocessedKeys().isEmpty()) {
        throw unavailable("usage", new IllegalStateException("keys were left unprocessed"));
      }
      return usages(windows, read.responses().getOrDefault(table, List.of()));
    } catch (SdkException failed) {
      throw unavailable("usage", failed);
    }
  }

  @Override
  public void close() {
    connection.close();
  }

  /** Throws what the transaction was cancelled with; everything else is told as what it means. */
  private void write(String purpose, Reservation reservation, List<TransactWriteItem> writes) {
    try {
      var _ =
          joined(
              client.transactWriteItems(
                  request ->
                      request
                          .transactItems(writes)
                          .clientRequestToken(token(purpose, reservation))));
    } catch (TransactionCanceledException | IdempotentParameterMismatchException told) {
      throw told;
    } catch (SdkException failed) {
      throw unavailable(purpose, failed);
    }
  }

  /**
   * At most 36 characters, which the id alone would fill. Two who charge under one id do not say
   * the same where they saw other limits, so each says it for himself: the item's condition keeps
   * them apart.
   */
  private static String token(String purpose, Reservation reservation) {
    return purpose.equals("charge")
        ? UUID.randomUUID().toString()
        : purpose.charAt(0) + reservation.id().replace("-", "");
  }

  private static Decision outcome(Reservation reservation, TransactionCanceledException cancelled) {
    if (Cancelled.byCondition(cancelled, 0)) {
      // Nobody else has its id: an attempt whose answer was lost has made it.
      return new Decision.Reserved(reservation);
    }
    List<Usage> full = new ArrayList<>();
    for (int place = 0; place < reservation.windows().size(); place++) {
      if (Cancelled.byCondition(cancelled, place + 1)) {
        Map<String, AttributeValue> item = cancelled.cancellationReasons().get(place + 1).item();
        full.add(Items.usage(reservation.windows().get(place), item));
      }
    }
    if (full.isEmpty()) {
      throw unavailable("reserve", cancelled);
    }
    return Decision.Refused.of(full);
  }

  private List<Usage> usages(List<Window> windows, List<Map<String, AttributeValue>> found) {
    Map<Map<String, AttributeValue>, Map<String, AttributeValue>> byKey = new HashMap<>();
    for (Map<String, AttributeValue> item : found) {
      byKey.put(Items.keyOf(item), item);
    }
    return windows.stream()
        .map(window -> Items.usage(window, byKey.getOrDefault(items.key(window), Map.of())))
        .toList();
  }

  private static <T> T joined(CompletableFuture<T> answer) {
    try {
      return answer.join();
    } catch (CompletionException failed) {
      throw failed.getCause() instanceof SdkException told
          ? told
          : SdkException.builder().cause(failed).message("the SDK failed").build();
    }
  }

  private static Failure unavailable(String purpose, Throwable cause) {
    // One line: under load there are many, and where in the SDK it was thrown tells nothing.
    LOG.log(Level.ERROR, "the ledger's table did not do " + purpose + ": " + cause);
    return new Failure.LedgerUnavailable(
        "the ledger of budgets did not answer, so nothing may be spent; try again in a moment");
  }
}
