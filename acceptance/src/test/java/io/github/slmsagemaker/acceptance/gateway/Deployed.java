package io.github.slmsagemaker.acceptance.gateway;

import io.github.slmsagemaker.testkit.gateway.Functions;
import io.github.slmsagemaker.testkit.gateway.Gateway;
import io.github.slmsagemaker.testkit.gateway.RestApi;
import io.github.slmsagemaker.testkit.template.Template;
import java.net.URI;
import java.time.InstantSource;

/**
 * The API of a template, before functions that are closed by who made them.
 *
 * @param template what is read of it
 * @param gateway its API
 */
record Deployed(Template template, Gateway gateway) implements AutoCloseable {

  static Deployed before(Functions functions, Template template) {
    RestApi api = RestApi.read(template, InstantSource.system());
    return new Deployed(template, Gateway.start(api, functions, InstantSource.system()));
  }

  /** What clients are given. */
  URI baseUrl() {
    return URI.create(gateway.address() + "/v1");
  }

  /** The value of the only key. */
  String key() {
    return template.only("AWS::ApiGateway::ApiKey").property("Value");
  }

  @Override
  public void close() {
    gateway.close();
  }
}
