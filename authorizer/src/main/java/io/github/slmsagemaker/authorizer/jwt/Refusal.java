package io.github.slmsagemaker.authorizer.jwt;

/** Why a token is refused, in words that hold nothing of it. */
enum Refusal {
  NOT_PRESENTED(
      "there is no token, or not one alone: send one as Authorization: Bearer TOKEN or x-api-key"),
  NO_SIGNED_TOKEN("what was sent is no signed JSON Web Token"),
  NOT_THE_ISSUERS("the token is not signed by a key of this API's issuer"),
  EXPIRED("the token has expired: get another one"),
  NOT_YET_VALID("the token is not valid yet: compare the clocks"),
  ANOTHER_ISSUER("the token's iss is not this API's issuer"),
  ANOTHER_AUDIENCE("the token's aud does not name this API: ask the issuer for its audience"),
  NO_SUBJECT("the token's sub is missing, or no name of 1 to 255 plain characters"),
  NO_END("the token has no exp");

  private final String words;

  Refusal(String words) {
    this.words = words;
  }

  String words() {
    return words;
  }
}
