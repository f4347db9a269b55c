package io.github.slmsagemaker.testkit.gateway;

import io.github.slmsagemaker.testkit.template.Fields;
import io.github.slmsagemaker.testkit.template.UnsupportedTemplate;
import java.time.Duration;

/**
 * The function behind a method.
 *
 * @param function its logical id
 * @param streamed whether its answer reaches the client as it comes
 * @param timeout how long its answer may take to begin, or not streamed to end
 */
record Integration(String function, boolean streamed, Duration timeout) {
  private static final String USUAL_TIMEOUT = "29000";

  static Integration read(Fields fields) {
    fields.only("Type", "AWS_PROXY");
    fields.only("IntegrationHttpMethod", "POST");
    boolean streamed = fields.oneOf("ResponseTransferMode", "BUFFERED", "STREAM").equals("STREAM");
    FunctionUri uri = FunctionUri.of(fields.text("Uri"));
    if (uri.streaming() != streamed) {
      throw new UnsupportedTemplate(
          "ResponseTransferMode", "the Uri's call and the mode do not go together");
    }
    long millis = Long.parseLong(fields.maybe("TimeoutInMillis").orElse(USUAL_TIMEOUT));
    return new Integration(uri.function(), streamed, Duration.ofMillis(millis));
  }
}
