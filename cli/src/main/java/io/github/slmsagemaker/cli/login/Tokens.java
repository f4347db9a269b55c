package io.github.slmsagemaker.cli.login;

import io.github.slmsagemaker.cli.account.AccountFailure;
import tools.jackson.databind.JsonNode;

/**
 * What an issuer gives for a code.
 *
 * @param access for APIs; never to be logged
 * @param identity about the person, empty where the scope {@code openid} was not asked for
 * @param seconds until the access token ends
 */
record Tokens(String access, String identity, long seconds) {
  static Tokens of(JsonNode reply) {
    String access = reply.path("access_token").asString("");
    if (access.isEmpty()) {
      String error = reply.path("error").asString("");
      throw new AccountFailure(
          "the issuer gave no token: "
              + (error.matches("[a-z_]{1,64}") ? error : "it gave no reason"));
    }
    return new Tokens(
        access, reply.path("id_token").asString(""), reply.path("expires_in").asLong(0));
  }

  @Override
  public String toString() {
    return "Tokens[not shown]";
  }
}
