package io.github.slmsagemaker.acceptance.gateway;

import io.github.slmsagemaker.testkit.gateway.Gateway;
import io.github.slmsagemaker.testkit.gateway.RestApi;
import io.github.slmsagemaker.testkit.template.Template;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import tools.jackson.databind.JsonNode;

/**
 * A template, deployed into doubles.
 *
 * @param template what was read of it
 * @param functions its functions
 * @param gateway its API
 */
record Deployed(Template template, DeployedFunctions functions, Gateway gateway)
    implements AutoCloseable {

  /** Deploys a template of a stack, changed or not. */
  static Deployed of(SynthesisedStack stack, JsonNode json, URI sageMakerRuntime, Path folder) {
    Template template = Template.of(json);
    RestApi api = RestApi.read(template, InstantSource.system());
    DeployedFunctions functions = new DeployedFunctions(stack, template, sageMakerRuntime, folder);
    return new Deployed(template, functions, Gateway.start(api, functions, InstantSource.system()));
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
    functions.close();
  }
}
