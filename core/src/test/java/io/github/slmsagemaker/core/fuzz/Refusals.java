package io.github.slmsagemaker.core.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.slmsagemaker.core.failure.Failure;
import io.github.slmsagemaker.core.openai.reply.ErrorReply;
import io.github.slmsagemaker.core.json.StrictJson;

/** What holds of every refusal of a request. */
final class Refusals {
  private Refusals() {}

  /** The client is told so, in one line of strict JSON. */
  static void requireHonest(Failure refusal) {
    ErrorReply reply = ErrorReply.of(refusal);
    assertThat(reply.status()).isBetween(400, 499);
    assertThat(reply.message().chars()).noneMatch(Character::isISOControl);
    assertThat(StrictJson.parseObject(reply.body()).path("error").path("message").asString())
        .isEqualTo(reply.message());
  }
}
