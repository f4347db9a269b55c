package io.github.slmsagemaker.testkit.gateway;

import io.github.slmsagemaker.testkit.template.UnsupportedTemplate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which function is called, and by which of Lambda's two calls.
 *
 * <p>Source: "Set up a Lambda proxy integration with payload response streaming".
 *
 * @param function its logical id
 * @param streaming whether it is the call whose answer comes in parts
 */
record FunctionUri(String function, boolean streaming) {
  private static final Pattern FORM =
      Pattern.compile(
          "arn:aws:apigateway:[a-z0-9-]+:lambda:path/(2015-03-31|2021-11-15)/functions/"
              + "arn:aws:lambda:[a-z0-9-]+:\\d+:function:(\\w+)/([a-z-]+)");

  static FunctionUri of(String uri) {
    Matcher form = FORM.matcher(uri);
    if (form.matches()) {
      String call = form.group(1) + " " + form.group(3);
      if (call.equals("2021-11-15 response-streaming-invocations")) {
        return new FunctionUri(form.group(2), true);
      }
      if (call.equals("2015-03-31 invocations")) {
        return new FunctionUri(form.group(2), false);
      }
    }
    throw new UnsupportedTemplate("Uri", uri + " calls no function");
  }
}
