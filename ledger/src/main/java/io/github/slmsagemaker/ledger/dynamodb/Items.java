package io.github.slmsagemaker.ledger.dynamodb;

import io.github.slmsagemaker.core.deployment.LedgerTable;
import io.github.slmsagemaker.ledger.Amounts;
import io.github.slmsagemaker.ledger.Reservation;
import io.github.slmsagemaker.ledger.Usage;
import io.github.slmsagemaker.ledger.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.Update;

/**
 * The table's items, and what a transaction does to each.
 *
 * <p>A condition cannot add, so a window's item holds the sum of what was used and what is reserved
 * as {@code charged}, beside it how much of that is {@code reserved}, and the limit as {@code
 * allowed}, which nothing depends on. A reservation's item says that it was made and whether it was
 * settled.
 */
final class Items {
  /** Kept after a window is over, for who looks at the last ones, and for late settling. */
  private static final Duration KEPT = Duration.ofDays(35);

  static final String CHARGED = "charged";
  static final String RESERVED = "reserved";
  static final String ALLOWED = "allowed";
  private static final String BOUND = "bound";
  private static final String SETTLED = "settled";
  private static final String NO_SORT = "-";

  private final String table;

  Items(String table) {
    this.table = table;
  }

  TransactWriteItem made(Reservation reservation) {
    Instant over =
        reservation.windows().stream()
            .map(Window::resets)
            .max(Comparator.naturalOrder())
            .orElseThrow();
    Map<String, AttributeValue> item = new HashMap<>(key(reservation));
    item.put(BOUND, numbers(reservation.bound()));
    item.put(LedgerTable.EXPIRES, expires(over));
    Put put =
        Put.builder()
            .tableName(table)
            .item(item)
            .conditionExpression("attribute_not_exists(%s)".formatted(LedgerTable.PARTITION))
            .build();
    return TransactWriteItem.builder().put(put).build();
  }

  /** What a charge is when it is made. */
  enum State {
    RESERVED,
    USED
  }

  /** Adds to a window if it fits. */
  TransactWriteItem charged(Window window, long bound, State state) {
    long most = window.limit() - bound;
    // What was never charged has no item; that counts as 0, where 0 is little enough.
    String fits = most < 0 ? "%2$s <= :most" : "attribute_not_exists(%1$s) OR %2$s <= :most";
    Update update =
        Update.builder()
            .tableName(table)
            .key(key(window))
            .updateExpression(
                "ADD charged :bound, reserved :reserved SET expires = :expires, allowed = :limit")
            .conditionExpression(fits.formatted(LedgerTable.PARTITION, CHARGED))
            .expressionAttributeValues(
                Map.of(
                    ":bound", number(bound),
                    ":reserved", number(state == State.RESERVED ? bound : 0),
                    ":most", number(most),
                    ":limit", number(window.limit()),
                    ":expires", expires(window.resets())))
            .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
            .build();
    return TransactWriteItem.builder().update(update).build();
  }

  /** Only the first time. */
  TransactWriteItem settled(Reservation reservation, Amounts used) {
    Update update =
        Update.builder()
            .tableName(table)
            .key(key(reservation))
            .updateExpression("SET settled = :used")
            .conditionExpression(
                "attribute_exists(%s) AND attribute_not_exists(%s)"
                    .formatted(LedgerTable.PARTITION, SETTLED))
            .expressionAttributeValues(Map.of(":used", numbers(used)))
            .build();
    return TransactWriteItem.builder().update(update).build();
  }

  /** Replaces in a window what was reserved by what was used. */
  TransactWriteItem replaced(Window window, long bound, long used) {
    Update update =
        Update.builder()
            .tableName(table)
            .key(key(window))
            .updateExpression("ADD charged :change, reserved :freed")
            .expressionAttributeValues(
                Map.of(":change", number(used - bound), ":freed", number(-bound)))
            .build();
    return TransactWriteItem.builder().update(update).build();
  }

  Map<String, AttributeValue> key(Window window) {
    return Map.of(
        LedgerTable.PARTITION, text(window.period()), LedgerTable.SORT, text(window.subject()));
  }

  static Map<String, AttributeValue> keyOf(Map<String, AttributeValue> item) {
    Map<String, AttributeValue> key = new HashMap<>(item);
    key.keySet().retainAll(List.of(LedgerTable.PARTITION, LedgerTable.SORT));
    return key;
  }

  /** What a window's item says; one that is not there says nothing was charged. */
  static Usage usage(Window window, Map<String, AttributeValue> item) {
    long charged = number(item, CHARGED);
    long reserved = number(item, RESERVED);
    return new Usage(window, charged - reserved, reserved);
  }

  private static Map<String, AttributeValue> key(Reservation reservation) {
    return Map.of(
        LedgerTable.PARTITION,
        text("reservation#" + reservation.id()),
        LedgerTable.SORT,
        text(NO_SORT));
  }

  private static AttributeValue numbers(Amounts amounts) {
    return AttributeValue.fromM(
        Map.of("tokens", number(amounts.tokens()), "microdollars", number(amounts.microdollars())));
  }

  private static AttributeValue expires(Instant over) {
    return number(over.plus(KEPT).getEpochSecond());
  }

  private static AttributeValue text(String text) {
    return AttributeValue.fromS(text);
  }

  private static AttributeValue number(long number) {
    return AttributeValue.fromN(Long.toString(number));
  }

  private static long number(Map<String, AttributeValue> item, String name) {
    AttributeValue value = item.get(name);
    return value == null ? 0 : Long.parseLong(value.n());
  }
}
