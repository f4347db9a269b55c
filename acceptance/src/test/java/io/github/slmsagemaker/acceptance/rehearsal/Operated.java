package io.github.slmsagemaker.acceptance.rehearsal;

import static io.github.slmsagemaker.acceptance.rehearsal.Caller.ask;
import static io.github.slmsagemaker.acceptance.rehearsal.Caller.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.util.List;

/**
 * A deployment that is looked at, counted, stopped and started by the product's own commands.
 *
 * @param commands of a person with the account
 * @param gateway where the API is
 * @param key of that person
 */
record Operated(Rehearsed commands, URI gateway, String key) {
  private static final String CHAT =
      """
      {"model": "hermes-3-llama-3.1-8b", "messages": [{"role": "user", "content": "What is 3 + 4?"}]}
      """;

  /** One after the other; at the end it runs as at the beginning. */
  void works() throws IOException, InterruptedException {
    says("status", 0, "ok       stack: CREATE_COMPLETE", "running  invoker: takes requests");
    says("explain", 0, "nothing is wrong with it; a first request after a pause waits");
    says("usage", 0, " 1000000    1 %");
    says("logs", 0, "\"outcome\":\"answered\"");
    says(
        "stop",
        0,
        "stopped  invoker: takes no request: its reserved concurrency is 0",
        "stopped  API: says 503 deployment_stopped");
    assertThat(ask(gateway, "/v1/models", key, "").statusCode()).isNotEqualTo(200);
    says("status", 0, "it is stopped; ./slm start starts it again");
    says("start", 0, "running  invoker: takes requests", "running  API: says nothing of a stop");
    assertThat(ask(gateway, "/v1/models", key, "").statusCode()).isEqualTo(200);
  }

  /** Where the template does not allow the invoker's role this, so that the rehearsal fails. */
  void misses(String action) throws IOException, InterruptedException {
    refuses(ask(gateway, "/v1/chat/completions", key, CHAT), 503, "ledger_unavailable");
    says("logs", 0, "InvokerRole", "is not authorized to perform: " + action);
  }

  private void says(String command, int code, String... words)
      throws IOException, InterruptedException {
    Rehearsed.Said said = commands.slm(List.of(command));
    assertThat(said.code()).as(command + ":\n" + said.all()).isEqualTo(code);
    assertThat(said.all()).contains(words);
  }
}
