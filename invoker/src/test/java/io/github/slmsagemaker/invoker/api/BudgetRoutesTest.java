package io.github.slmsagemaker.invoker.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.slmsagemaker.core.route.Route;
import io.github.slmsagemaker.testkit.engine.FakeEngine;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** No route leads around the ledger to an engine (promise P24). */
final class BudgetRoutesTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource
  void what_asks_an_engine_has_reserved_before(Route route) throws IOException {
    FakeEngine engine = FakeEngine.saying("Hi");
    try (Budgeted api = Budgeted.of(100_000, folder, engine)) {
      Answer answer = asked(api, route);

      assertThat(answer.status()).isEqualTo(200);
      assertThat(api.ledger().reserved())
          .as("reservations of a route that asked an engine %d times", engine.generations().size())
          .hasSameSizeAs(engine.generations());
      assertThat(api.ledger().settled()).hasSameSizeAs(engine.generations());
      assertThat(api.usage().reserved()).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource
  void nothing_asks_an_engine_while_the_ledger_is_down(Route route) throws IOException {
    FakeEngine engine = FakeEngine.saying("Hi");
    try (Budgeted api = Budgeted.of(100_000, folder, engine)) {
      api.ledger().breakReserving();

      assertThat(asked(api, route).status()).isEqualTo(generates(route) ? 503 : 200);
      assertThat(engine.generations()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void nothing_asks_an_engine_where_nothing_is_left(Route route) throws IOException {
    FakeEngine engine = FakeEngine.saying("Hi");
    try (Budgeted api = Budgeted.of(1, folder, engine)) {
      assertThat(asked(api, route).status()).isEqualTo(generates(route) ? 429 : 200);
      assertThat(engine.generations()).isEmpty();
    }
  }

  /** A new route has to say what it does. */
  private static boolean generates(Route route) {
    return switch (route) {
      case CHAT_COMPLETIONS, COMPLETIONS, RESPONSES, MESSAGES, COUNT_TOKENS -> true;
      case MODELS, MODEL, USAGE, HEALTH, ROOT -> false;
    };
  }

  private static Answer asked(Budgeted api, Route route) throws IOException {
    String path = route.template().replace("{id}", "hermes-3-llama-3.1-8b");
    return switch (route) {
      case CHAT_COMPLETIONS -> api.server().post(path, ApiServer.chat(""), "alice");
      case MESSAGES, COUNT_TOKENS ->
          api.server().post(path, ApiServer.chat(",'max_tokens':9"), "alice");
      case RESPONSES ->
          api.server()
              .post(path, "{\"model\":\"hermes-3-llama-3.1-8b\",\"input\":\"Go\"}", "alice");
      case COMPLETIONS ->
          api.server()
              .post(path, "{\"model\":\"hermes-3-llama-3.1-8b\",\"prompt\":\"Go\"}", "alice");
      case MODELS, MODEL, USAGE, HEALTH, ROOT -> api.server().get(path, "alice");
    };
  }
}
