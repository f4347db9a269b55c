package io.github.slmsagemaker.invoker.api;

import static io.github.slmsagemaker.testkit.engine.FakeEngine.Behaviour.answer;
import static io.github.slmsagemaker.testkit.engine.FakeEngine.Behaviour.fail;
import static io.github.slmsagemaker.testkit.engine.FakeEngine.Behaviour.stall;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.slmsagemaker.core.engine.Completion;
import io.github.slmsagemaker.core.engine.Completion.FinishReason;
import io.github.slmsagemaker.core.engine.Piece;
import io.github.slmsagemaker.core.failure.Failure;
import io.github.slmsagemaker.invoker.budget.LedgerBudgeting.WhenDown;
import io.github.slmsagemaker.ledger.Amounts;
import io.github.slmsagemaker.ledger.Decision;
import io.github.slmsagemaker.ledger.Reservation;
import io.github.slmsagemaker.testkit.engine.FakeEngine;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What requests reserve and settle (promise P24). */
final class BudgetTest {
  private static final String JSON = ",'response_format':{'type':'json_object'},'max_tokens':50";

  @TempDir private Path folder;

  @Test
  void what_the_engine_counted_is_used_and_nothing_stays_reserved() throws IOException {
    FakeEngine engine = FakeEngine.usually(counted(21, 2, "Hi", " there"));
    try (Budgeted api = Budgeted.of(10_000, folder, engine)) {
      Answer answer = api.chat(",'max_tokens':50");

      assertThat(answer.status()).isEqualTo(200);
      assertThat(api.usage().used()).isEqualTo(23);
      assertThat(api.usage().reserved()).isZero();
      assertThat(api.ledger().reserved()).hasSize(1);
      assertThat(api.ledger().settled()).containsExactly(23L);
    }
  }

  @Test
  void a_reservation_holds_the_prompts_bytes_and_the_answers_limit() throws IOException {
    FakeEngine engine = FakeEngine.saying("Hi");
    try (Budgeted api = Budgeted.of(10_000, folder, engine)) {
      api.chat(",'max_tokens':50");

      int bytes =
          engine.generations().getFirst().prompt().text().getBytes(StandardCharsets.UTF_8).length;
      assertThat(api.ledger().reserved()).containsExactly(bytes + 8L + 50L);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ",'max_tokens':100000"})
  void nothing_reserves_more_than_the_context(String fields) throws IOException {
    try (Budgeted api = Budgeted.of(10_000, folder, FakeEngine.saying("Hi"))) {
      api.chat(fields);

      assertThat(api.ledger().reserved()).containsExactly(4_096L);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {",'max_tokens':300", ",'max_tokens':300,'stream':true"})
  void beyond_the_budget_is_429_that_no_client_repeats_and_no_engine_hears_of(String fields)
      throws IOException {
    FakeEngine engine = FakeEngine.saying("Hi");
    try (Budgeted api = Budgeted.of(600, folder, engine)) {
      for (int spent = 0; spent < 600; spent += 100) {
        api.ledger().settle(reservation(api, 100), tokens(100));
      }
      Answer answer = api.chat(fields);

      assertThat(answer.status()).isEqualTo(429);
      assertThat(answer.code()).isEqualTo("insufficient_quota");
      assertThat(answer.header("x-should-retry")).hasValue("false");
      assertThat(answer.json().at("/error/message").asString())
          .contains("this key's budget of 600 tokens a day", "600 tokens used", "max_tokens")
          .contains("begins anew at 2026-11-30T00:00:00Z");
      assertThat(answer.header("x-ratelimit-remaining-tokens")).hasValue("0");
      assertThat(engine.generations()).isEmpty();
    }
  }

  @Test
  void what_never_fits_is_not_told_to_wait() throws IOException {
    try (Budgeted api = Budgeted.of(100, folder, FakeEngine.saying("Hi"))) {
      assertThat(api.chat(",'max_tokens':500").json().at("/error/message").asString())
          .contains("it never fits")
          .doesNotContain("begins anew");
    }
  }

  @Test
  void replies_tell_what_is_left_as_openai_does() throws IOException {
    FakeEngine engine = FakeEngine.usually(counted(21, 2, "Hi"));
    try (Budgeted api = Budgeted.of(10_000, folder, engine)) {
      Answer whole = api.chat(",'max_tokens':50");

      assertThat(whole.header("x-ratelimit-limit-tokens")).hasValue("10000");
      assertThat(whole.header("x-ratelimit-remaining-tokens")).hasValue("9977");
      assertThat(whole.header("x-ratelimit-reset-tokens")).hasValue("12h0m0s");

      Answer streamed = api.chat(",'max_tokens':50,'stream':true");
      assertThat(streamed.header("x-ratelimit-limit-tokens")).hasValue("10000");
      assertThat(Long.parseLong(streamed.header("x-ratelimit-remaining-tokens").orElseThrow()))
          .as("while the answer comes it is reserved as a whole")
          .isBetween(9_000L, 9_926L);
    }
  }

  static Stream<Failure> free() {
    Duration soon = Duration.ofSeconds(1);
    return Stream.of(
        new Failure.ModelWarmingUp(soon, "cold"),
        new Failure.RateLimited(soon, "busy"),
        new Failure.EngineBusy(soon, "busy"),
        new Failure.ContextLengthExceeded("long"),
        new Failure.EngineRejected("no"),
        new Failure.Misconfigured("wrong"));
  }

  @ParameterizedTest
  @MethodSource("free")
  void what_certainly_reached_no_model_costs_nothing(Failure failure) throws IOException {
    FakeEngine engine = FakeEngine.usually(fail(failure));
    try (Budgeted api = Budgeted.of(10_000, folder, engine)) {
      assertThat(api.chat(",'max_tokens':50").status()).isGreaterThanOrEqualTo(400);

      assertThat(engine.generations()).hasSize(1);
      assertThat(api.usage().used()).isZero();
      assertThat(api.usage().reserved()).isZero();
    }
  }

  static Stream<Failure> paid() {
    return Stream.of(
        new Failure.EngineFailed("broke"),
        new Failure.EngineTimedOut("late"),
        new Failure.DeadlineExceeded("late"),
        new Failure.EndpointUnavailable("down"),
        new Failure.DependencyFailed("down"),
        new Failure.Internal());
  }

  @ParameterizedTest
  @MethodSource("paid")
  void what_may_have_run_although_it_failed_costs_its_bound(Failure failure) throws IOException {
    FakeEngine engine = FakeEngine.usually(fail(failure, "Hi"));
    try (Budgeted api = Budgeted.of(10_000, folder, engine)) {
      assertThat(api.chat(",'max_tokens':50,'stream':true").complete()).isTrue();

      assertThat(api.usage().used()).isEqualTo(api.ledger().reserved().getFirst());
      assertThat(api.usage().reserved()).isZero();
    }
  }

  @Test
  @Timeout(60)
  void who_hangs_up_in_the_middle_pays_the_bound() throws Exception {
    FakeEngine engine = FakeEngine.usually(stall("Hi"));
    try (Budgeted api = Budgeted.of(10_000, folder, engine)) {
      String body = ApiServer.chat(",'max_tokens':50,'stream':true");
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), api.server().port())) {
        socket
            .getOutputStream()
            .write(
                ("POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\n"
                        + "Content-Type: application/json\r\n"
                        + "x-amzn-request-context: {\"identity\":{\"apiKeyId\":\"alice\"}}\r\n"
                        + "Content-Length: "
                        + body.length()
                        + "\r\n\r\n"
                        + body)
                    .getBytes(StandardCharsets.US_ASCII));
        assertThat(socket.getInputStream().read()).isNotNegative();
      }
      while (api.ledger().settled().isEmpty()) {
        Thread.sleep(5);
      }

      assertThat(api.ledger().settled()).isEqualTo(api.ledger().reserved());
    }
  }

  @Test
  void a_repair_is_reserved_with_what_it_repairs_and_both_are_used() throws IOException {
    FakeEngine engine =
        FakeEngine.saying("unused").then(counted(30, 3, "{'a'"), counted(60, 5, "{\"a\":1}"));
    try (Budgeted api = Budgeted.of(20_000, folder, engine)) {
      assertThat(api.chat(JSON).status()).isEqualTo(200);

      assertThat(engine.generations()).hasSize(2);
      assertThat(api.ledger().reserved()).hasSize(1);
      assertThat(api.usage().used()).isEqualTo(98);
      assertThat(api.usage().reserved()).isZero();
    }
  }

  @Test
  void a_repair_that_needs_more_than_was_thought_is_covered_before_it_is_made() throws IOException {
    String lengthy = "{" + "'x'".repeat(1_000);
    FakeEngine engine =
        FakeEngine.saying("unused").then(counted(30, 50, lengthy), counted(60, 5, "{}"));
    try (Budgeted api = Budgeted.of(20_000, folder, engine)) {
      assertThat(api.chat(JSON).status()).isEqualTo(200);

      assertThat(api.ledger().reserved()).hasSize(2);
      assertThat(api.usage().used()).isEqualTo(145);
      assertThat(api.usage().reserved()).isZero();
    }
  }

  @Test
  void a_repair_that_the_budget_does_not_hold_is_not_begun_by_its_request() throws IOException {
    FakeEngine engine = FakeEngine.saying("{}");
    try (Budgeted api = Budgeted.of(1_000, folder, engine)) {
      assertThat(api.chat(JSON).status()).isEqualTo(429);
      assertThat(engine.generations()).isEmpty();
      assertThat(api.chat(",'max_tokens':50").status()).isEqualTo(200);
    }
  }

  @Test
  void an_engine_that_counts_more_than_the_bound_is_believed() throws IOException {
    FakeEngine engine = FakeEngine.usually(counted(9_000, 1, "Hi"));
    try (Budgeted api = Budgeted.of(10_000, folder, engine)) {
      api.chat(",'max_tokens':50");

      assertThat(api.usage().used()).isEqualTo(9_001);
      assertThat(api.chat(",'max_tokens':5000").status()).isEqualTo(429);
    }
  }

  @Test
  void a_ledger_that_is_down_refuses_and_no_engine_is_asked() throws IOException {
    FakeEngine engine = FakeEngine.saying("Hi");
    try (Budgeted api = Budgeted.of(10_000, folder, engine)) {
      api.ledger().breakReserving();
      Answer answer = api.chat("");

      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.code()).isEqualTo("ledger_unavailable");
      assertThat(engine.generations()).isEmpty();
    }
  }

  @Test
  void a_ledger_that_is_down_serves_uncounted_where_that_was_chosen() throws IOException {
    FakeEngine engine = FakeEngine.saying("Hi");
    try (Budgeted api = Budgeted.of(10_000, folder, engine, WhenDown.SERVE_UNCOUNTED)) {
      api.ledger().breakReserving();

      assertThat(api.chat("").status()).isEqualTo(200);
      assertThat(api.ledger().settled()).isEmpty();
    }
  }

  @Test
  void an_answer_whose_settlement_is_lost_is_given_and_stays_charged() throws IOException {
    FakeEngine engine = FakeEngine.usually(counted(21, 2, "Hi"));
    try (Budgeted api = Budgeted.of(10_000, folder, engine)) {
      api.ledger().breakSettling();

      assertThat(api.chat(",'max_tokens':50").status()).isEqualTo(200);
      assertThat(api.usage().reserved()).isEqualTo(api.ledger().reserved().getFirst());
    }
  }

  @Test
  void what_is_wrong_with_a_request_costs_nothing_and_asks_no_ledger() throws IOException {
    try (Budgeted api = Budgeted.of(10_000, folder, FakeEngine.saying("Hi"))) {
      assertThat(api.chat(",'temperature':3").status()).isEqualTo(400);

      assertThat(api.ledger().reserved()).isEmpty();
    }
  }

  @Test
  void keys_pay_for_themselves_and_who_has_none_pays_with_the_others_who_have_none()
      throws IOException {
    FakeEngine engine = FakeEngine.usually(counted(21, 2, "Hi"));
    try (Budgeted api = Budgeted.of(10_000, folder, engine)) {
      api.chat(",'max_tokens':50");
      api.server().post(ApiServer.CHAT, ApiServer.chat(",'max_tokens':50"), "bob");
      api.server().post(ApiServer.CHAT, ApiServer.chat(",'max_tokens':50"));
      api.server().post(ApiServer.CHAT, ApiServer.chat(",'max_tokens':50"));

      assertThat(api.ledger().usage("alice").getFirst().used()).isEqualTo(23);
      assertThat(api.ledger().usage("bob").getFirst().used()).isEqualTo(23);
      assertThat(api.ledger().usage("none").getFirst().used()).isEqualTo(46);
    }
  }

  @Test
  void usage_is_that_of_the_key_that_asks() throws IOException {
    FakeEngine engine = FakeEngine.usually(counted(21, 2, "Hi"));
    try (Budgeted api = Budgeted.of(10_000, folder, engine)) {
      api.chat(",'max_tokens':50");

      Answer alices = api.server().get("/v1/usage", "alice");
      assertThat(alices.status()).isEqualTo(200);
      assertThat(alices.body())
          .isEqualTo(
              "{\"object\":\"list\",\"data\":[{\"object\":\"usage_window\",\"scope\":\"key\","
                  + "\"unit\":\"tokens\",\"period\":\"day\",\"window\":\"2026-11-29\","
                  + "\"limit\":10000,\"used\":23,\"reserved\":0,\"remaining\":9977,"
                  + "\"resets_at\":1795996800}]}");
      assertThat(api.server().get("/v1/usage", "bob").json().at("/data/0/used").asInt()).isZero();
    }
  }

  @Test
  void usage_without_budgets_is_an_empty_list() throws IOException {
    try (ApiServer api = ApiServer.over(FakeEngine.saying("Hi"))) {
      assertThat(api.get("/v1/usage").body()).isEqualTo("{\"object\":\"list\",\"data\":[]}");
    }
  }

  private static Reservation reservation(Budgeted api, long tokens) {
    return ((Decision.Reserved) api.ledger().reserve("alice", tokens(tokens))).reservation();
  }

  private static Amounts tokens(long tokens) {
    return Amounts.tokens(tokens);
  }

  private static FakeEngine.Behaviour counted(int prompt, int completion, String... pieces) {
    return answer(
        Stream.of(pieces).map(Piece::of).toList(),
        new Completion(FinishReason.STOP, prompt, completion, 0, List.of(), Optional.empty()));
  }
}
