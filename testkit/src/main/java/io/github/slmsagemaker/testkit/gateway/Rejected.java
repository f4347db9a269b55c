package io.github.slmsagemaker.testkit.gateway;

/** A request that API Gateway answers by itself. */
final class Rejected extends Exception {
  private final ResponseType type;

  Rejected(ResponseType type) {
    super(type.message());
    this.type = type;
  }

  ResponseType type() {
    return type;
  }
}
