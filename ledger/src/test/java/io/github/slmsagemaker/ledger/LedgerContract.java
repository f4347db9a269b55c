package io.github.slmsagemaker.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.slmsagemaker.ledger.Decision.Refused;
import io.github.slmsagemaker.ledger.Decision.Reserved;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every ledger keeps (promise P24). */
public interface LedgerContract {
  String NOON = "2026-11-30T12:00:00Z";

  /** A ledger; all of one test are over the same store, as the ledgers of several processes. */
  Ledger open(Budgets budgets, Hands clock);

  /** What is written in the store that all ledgers of this test are over, in whatever order. */
  List<Balance> balances();

  /** Longest that a random run may be, so that a slow store does not take all day. */
  int steps();

  @Test
  default void what_is_reserved_is_charged_as_if_it_were_used() {
    Ledger ledger = open(perDay(100), new Hands(NOON));

    reserved(ledger, "alice", 60);

    assertThat(ledger.usage("alice"))
        .singleElement()
        .satisfies(
            usage -> {
              assertThat(usage.reserved()).isEqualTo(60);
              assertThat(usage.used()).isZero();
              assertThat(usage.left()).isEqualTo(40);
            });
  }

  @Test
  default void the_last_token_can_be_reserved_and_not_one_more() {
    Ledger ledger = open(perDay(100), new Hands(NOON));

    reserved(ledger, "alice", 100);

    assertThat(ledger.reserve("alice", Amounts.tokens(1))).isInstanceOf(Refused.class);
  }

  @Test
  default void more_than_a_whole_limit_is_refused_in_a_window_that_nothing_was_charged_to() {
    Ledger ledger = open(perDay(100), new Hands(NOON));

    assertThat(ledger.reserve("alice", Amounts.tokens(101))).isInstanceOf(Refused.class);
    assertThat(ledger.reserve("alice", Amounts.tokens(100))).isInstanceOf(Reserved.class);
  }

  @Test
  default void a_refusal_says_what_the_window_holds_and_when_it_begins_anew() {
    Ledger ledger = open(perDay(100), new Hands(NOON));
    ledger.settle(reserved(ledger, "alice", 50), Amounts.tokens(30));
    reserved(ledger, "alice", 20);

    Refused refused = refused(ledger, "alice", 51);

    assertThat(refused.full().used()).isEqualTo(30);
    assertThat(refused.full().reserved()).isEqualTo(20);
    assertThat(refused.full().window().limit()).isEqualTo(100);
    assertThat(refused.full().window().period()).isEqualTo("2026-11-30");
    assertThat(refused.full().window().resets()).isEqualTo(Instant.parse("2026-12-01T00:00:00Z"));
  }

  @Test
  default void what_one_window_refuses_is_charged_to_none() {
    Ledger ledger = open(perDayAndMonth(100, 50), new Hands(NOON));

    refused(ledger, "alice", 60);

    assertThat(ledger.usage("alice")).extracting(Usage::reserved).containsExactly(0L, 0L);
  }

  @Test
  default void of_two_full_windows_the_one_that_begins_anew_last_is_named() {
    Ledger ledger = open(perDayAndMonth(100, 100), new Hands("2026-11-12T12:00:00Z"));
    reserved(ledger, "alice", 100);

    assertThat(refused(ledger, "alice", 1).full().window().period()).isEqualTo("2026-11");
  }

  @Test
  default void settling_gives_back_what_was_not_used() {
    Ledger ledger = open(perDay(100), new Hands(NOON));

    ledger.settle(reserved(ledger, "alice", 100), Amounts.tokens(7));

    assertThat(only(ledger.usage("alice")).used()).isEqualTo(7);
    assertThat(only(ledger.usage("alice")).reserved()).isZero();
    reserved(ledger, "alice", 93);
  }

  @Test
  default void only_the_first_settlement_counts() {
    Ledger ledger = open(perDay(100), new Hands(NOON));
    Reservation reservation = reserved(ledger, "alice", 50);

    ledger.settle(reservation, Amounts.tokens(40));
    ledger.settle(reservation, Amounts.tokens(1));
    ledger.settle(reservation, Amounts.tokens(40));

    assertThat(only(ledger.usage("alice")).used()).isEqualTo(40);
    assertThat(only(ledger.usage("alice")).reserved()).isZero();
  }

  @Test
  default void what_was_never_reserved_cannot_be_settled() {
    Hands clock = new Hands(NOON);
    Budgets budgets = perDay(100);
    Ledger ledger = open(budgets, clock);
    reserved(ledger, "alice", 50);
    Reservation lost =
        Reservation.fresh(budgets.windows("alice", clock.instant()), Amounts.tokens(50));

    ledger.settle(lost, Amounts.NONE);

    assertThat(only(ledger.usage("alice")).reserved()).isEqualTo(50);
  }

  @Test
  default void what_was_used_beyond_the_bound_is_charged_too() {
    Ledger ledger = open(perDay(100), new Hands(NOON));

    ledger.settle(reserved(ledger, "alice", 90), Amounts.tokens(120));

    assertThat(only(ledger.usage("alice")).used()).isEqualTo(120);
    assertThat(only(ledger.usage("alice")).left()).isZero();
    refused(ledger, "alice", 1);
  }

  @Test
  default void a_window_of_the_next_day_is_empty_and_the_months_is_not() {
    Hands clock = new Hands("2026-11-29T23:59:59.999Z");
    Ledger ledger = open(perDayAndMonth(100, 1_000), clock);
    reserved(ledger, "alice", 100);

    clock.set("2026-11-30T00:00:00Z");

    assertThat(ledger.usage("alice")).extracting(Usage::reserved).containsExactly(0L, 100L);
    reserved(ledger, "alice", 100);
  }

  @Test
  default void settling_after_midnight_settles_where_it_was_reserved() {
    Hands clock = new Hands("2026-11-29T23:59:59Z");
    Ledger ledger = open(perDay(100), clock);
    Reservation late = reserved(ledger, "alice", 100);

    clock.set("2026-11-30T00:00:01Z");
    ledger.settle(late, Amounts.tokens(80));

    assertThat(only(ledger.usage("alice")).used()).isZero();
    clock.set("2026-11-29T23:59:59Z");
    assertThat(only(ledger.usage("alice")).used()).isEqualTo(80);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-11-30T23:59:59Z", "2027-02-28T23:00:00Z", "2028-02-29T00:00:00Z"})
  default void a_reservation_that_nobody_settles_stays_charged_until_its_window_is_over(
      String late) {
    Hands clock = new Hands(late.substring(0, 10) + "T00:00:00Z");
    Ledger ledger = open(perDay(100), clock);
    reserved(ledger, "alice", 100);

    clock.set(late);
    refused(open(perDay(100), clock), "alice", 1);
  }

  @Test
  default void keys_have_budgets_of_their_own_and_share_the_deployments() {
    Ledger ledger =
        open(
            new Budgets(
                KeyBudget.perDay(100), Map.of("bob", KeyBudget.perDay(10)), OptionalLong.of(1_000)),
            new Hands(NOON));

    assertThat(ledger.reserve("alice", new Amounts(100, 600))).isInstanceOf(Reserved.class);
    assertThat(refused(ledger, "bob", 11).full().window().limit()).isEqualTo(10);
    Decision tooDear = ledger.reserve("bob", new Amounts(10, 401));

    assertThat(tooDear).isInstanceOf(Refused.class);
    assertThat(((Refused) tooDear).full().window().subject()).isEqualTo("deployment#microdollars");
    assertThat(ledger.reserve("bob", new Amounts(10, 400))).isInstanceOf(Reserved.class);
  }

  @Test
  default void a_key_without_a_budget_may_spend_what_it_likes() {
    Ledger ledger = open(Budgets.ofEveryKey(KeyBudget.UNLIMITED), new Hands(NOON));

    Reservation reservation = reserved(ledger, "alice", 1_000_000_000);
    ledger.settle(reservation, Amounts.tokens(1));

    assertThat(ledger.usage("alice")).isEmpty();
  }

  @Test
  default void another_process_sees_it_all() {
    Hands clock = new Hands(NOON);
    Ledger first = open(perDay(100), clock);
    Ledger second = open(perDay(100), clock);
    Reservation reservation = reserved(first, "alice", 100);

    refused(second, "alice", 1);
    second.settle(reservation, Amounts.tokens(10));

    assertThat(only(first.usage("alice")).used()).isEqualTo(10);
    reserved(first, "alice", 90);
  }

  @Test
  default void the_store_tells_of_everybody_with_the_limits_that_were_charged_against() {
    Hands clock = new Hands("2026-11-29T12:00:00Z");
    Ledger ledger =
        open(
            new Budgets(
                new KeyBudget(OptionalLong.of(100), OptionalLong.of(1_000)),
                Map.of("bob", KeyBudget.perDay(10)),
                OptionalLong.of(5_000)),
            clock);
    ledger.settle(settling(ledger, "alice", new Amounts(60, 700)), new Amounts(7, 80));
    clock.set("2026-11-30T12:00:00Z");
    var _ = settling(ledger, "bob", new Amounts(4, 50));
    var _ = settling(open(perDay(200), clock), "alice", Amounts.tokens(1));

    assertThat(balances())
        .extracting(
            balance ->
                "%s %s %s: %d used, %d reserved of %d"
                    .formatted(
                        balance.owner().word(),
                        balance.measure().word(),
                        balance.label(),
                        balance.used(),
                        balance.reserved(),
                        balance.limit().orElseThrow()))
        .containsExactlyInAnyOrder(
            "key#alice tokens 2026-11-29: 7 used, 0 reserved of 100",
            "key#alice tokens 2026-11-30: 0 used, 1 reserved of 200",
            "key#alice tokens 2026-11: 7 used, 0 reserved of 1000",
            "key#bob tokens 2026-11-30: 0 used, 4 reserved of 10",
            "deployment microdollars 2026-11: 80 used, 50 reserved of 5000");
  }

  @Test
  default void a_limit_that_was_lowered_below_what_was_used_refuses() {
    Hands clock = new Hands(NOON);
    Ledger before = open(perDay(100), clock);
    before.settle(reserved(before, "alice", 80), Amounts.tokens(80));

    refused(open(perDay(50), clock), "alice", 1);
    reserved(open(perDay(81), clock), "alice", 1);
  }

  @Test
  default void of_64_at_once_exactly_as_many_pass_as_fit() throws Exception {
    Hands clock = new Hands(NOON);
    List<Ledger> processes = List.of(open(perDay(100), clock), open(perDay(100), clock));

    List<Decision> decisions =
        atOnce(
            IntStream.range(0, 64)
                .<Callable<Decision>>mapToObj(
                    at -> () -> processes.get(at % 2).reserve("alice", Amounts.tokens(7)))
                .toList());

    assertThat(decisions.stream().filter(Reserved.class::isInstance)).hasSize(14);
    assertThat(only(processes.getFirst().usage("alice")).reserved()).isEqualTo(98);
  }

  @Test
  default void settling_at_once_loses_nothing() throws Exception {
    Ledger ledger = open(perDayAndMonth(1_000, 1_000), new Hands(NOON));
    List<Reservation> reservations =
        IntStream.range(0, 20).mapToObj(_ -> reserved(ledger, "alice", 50)).toList();

    var _ =
        atOnce(
            IntStream.range(0, 40)
                .<Callable<Boolean>>mapToObj(
                    at ->
                        () -> {
                          ledger.settle(reservations.get(at % 20), Amounts.tokens(3));
                          return true;
                        })
                .toList());

    assertThat(ledger.usage("alice")).extracting(Usage::used).containsExactly(60L, 60L);
    assertThat(ledger.usage("alice")).extracting(Usage::reserved).containsExactly(0L, 0L);
  }

  @Test
  default void what_all_pay_for_together_is_charged_once_whoever_says_it() throws Exception {
    Hands clock = new Hands(NOON);
    Budgets budgets = Budgets.ofEveryKey(KeyBudget.perDay(5)).withMicrodollarsPerMonth(dollars(1));
    List<Ledger> processes = List.of(open(budgets, clock), open(budgets, clock));

    List<Decision> decisions =
        atOnce(
            IntStream.range(0, 16)
                .<Callable<Decision>>mapToObj(
                    at -> () -> processes.get(at % 2).charge("up 1", clock.instant(), money(7)))
                .toList());

    assertThat(decisions).allMatch(Reserved.class::isInstance);
    assertThat(balances())
        .singleElement()
        .satisfies(
            balance -> {
              assertThat(balance.owner().scope()).isEqualTo("deployment");
              assertThat(balance.used()).isEqualTo(7);
              assertThat(balance.reserved()).isZero();
            });
  }

  @Test
  default void what_all_pay_for_together_is_charged_to_the_month_that_it_is_of() {
    Hands clock = new Hands("2026-11-30T23:59:59Z");
    Ledger ledger =
        open(
            Budgets.ofEveryKey(KeyBudget.UNLIMITED).withMicrodollarsPerMonth(OptionalLong.of(10)),
            clock);

    assertThat(ledger.charge("a", clock.instant(), money(6))).isInstanceOf(Reserved.class);
    assertThat(ledger.charge("b", clock.instant(), money(5))).isInstanceOf(Refused.class);
    assertThat(ledger.charge("b", clock.instant().plusSeconds(1), money(5)))
        .isInstanceOf(Reserved.class);
    assertThat(ledger.charge("a", clock.instant(), money(6))).isInstanceOf(Reserved.class);
    assertThat(only(ledger.usage("alice")).used()).isEqualTo(6);
  }

  @Test
  default void where_no_money_is_limited_nothing_is_charged_to_all() {
    Ledger ledger = open(perDay(100), new Hands(NOON));

    assertThat(ledger.charge("a", Instant.parse(NOON), money(1_000_000)))
        .isInstanceOf(Reserved.class);

    assertThat(balances()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  default void it_agrees_with_a_model_whatever_happens_in_whatever_order(long seed) {
    new LedgerModel(this::open, seed).run(steps());
  }

  private static OptionalLong dollars(long dollars) {
    return OptionalLong.of(dollars * 1_000_000);
  }

  private static Amounts money(long microdollars) {
    return new Amounts(0, microdollars);
  }

  static Budgets perDay(long tokens) {
    return Budgets.ofEveryKey(KeyBudget.perDay(tokens));
  }

  static Budgets perDayAndMonth(long day, long month) {
    return Budgets.ofEveryKey(new KeyBudget(OptionalLong.of(day), OptionalLong.of(month)));
  }

  private static Reservation settling(Ledger ledger, String key, Amounts bound) {
    return ((Reserved) ledger.reserve(key, bound)).reservation();
  }

  static Reservation reserved(Ledger ledger, String key, long tokens) {
    Decision decision = ledger.reserve(key, Amounts.tokens(tokens));
    assertThat(decision).isInstanceOf(Reserved.class);
    return ((Reserved) decision).reservation();
  }

  static Refused refused(Ledger ledger, String key, long tokens) {
    Decision decision = ledger.reserve(key, Amounts.tokens(tokens));
    assertThat(decision).isInstanceOf(Refused.class);
    return (Refused) decision;
  }

  static Usage only(List<Usage> usages) {
    assertThat(usages).hasSize(1);
    return usages.getFirst();
  }

  private static <T> List<T> atOnce(List<Callable<T>> tasks) throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<T>> futures = threads.invokeAll(tasks);
      List<T> results = new ArrayList<>();
      for (Future<T> future : futures) {
        results.add(future.get());
      }
      return results;
    }
  }
}
