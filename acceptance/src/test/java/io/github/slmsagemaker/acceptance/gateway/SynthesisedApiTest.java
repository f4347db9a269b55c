package io.github.slmsagemaker.acceptance.gateway;

import static io.github.slmsagemaker.acceptance.gateway.Changes.METHOD;
import static io.github.slmsagemaker.acceptance.gateway.Changes.drop;
import static io.github.slmsagemaker.acceptance.gateway.Changes.rename;
import static io.github.slmsagemaker.acceptance.gateway.Changes.set;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.slmsagemaker.testkit.container.FakeContainer.Behaviour;
import io.github.slmsagemaker.testkit.gateway.Functions;
import io.github.slmsagemaker.testkit.lambda.Invocation;
import io.github.slmsagemaker.testkit.template.Template;
import io.github.slmsagemaker.testkit.template.UnsupportedTemplate;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The synthesised API before the packaged functions, and what becomes of it where its template says
 * something else.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SynthesisedApiTest {
  static final List<Arguments> CHANGES =
      List.of(
          change("a gateway response is dropped", "a wrong key is 401", drop("ErrorINVALIDAPIKEY")),
          change(
              "methods need no key", "a wrong key is 401", set(METHOD, "ApiKeyRequired", "false")),
          change(
              "keys come from a header",
              "a bearer's key opens",
              set("AWS::ApiGateway::RestApi", "ApiKeySourceType", "\"HEADER\"")),
          change(
              "the authorizer wants one of both headers",
              "a bearer's key opens",
              set(
                  "AWS::ApiGateway::Authorizer",
                  "IdentitySource",
                  "\"method.request.header.x-api-key\"")),
          change(
              "answers come in one piece",
              "a token comes before the next is made",
              Changes::buffered),
          change("the key is in no plan", "x-api-key opens", drop("UsagePlanKey")),
          change(
              "the key is not enabled",
              "x-api-key opens",
              set("AWS::ApiGateway::ApiKey", "Enabled", "false")));

  private Scene scene;

  @BeforeAll
  void open(@TempDir Path folder) throws Exception {
    SynthesisedStack.missing().ifPresent(reason -> assumeTrue(false, reason));
    scene = Scene.open(folder);
  }

  @AfterAll
  void close() {
    if (scene != null) {
      scene.close();
    }
  }

  @Test
  void everything_that_is_tried_first_is_true_of_the_template_as_it_is() {
    try (Deployed api = scene.deployed()) {
      assertThat(Probe.untrue(api, scene.engine())).isEmpty();
      System.out.printf("gateway: %s, nothing bent%n", api.gateway().tally());
    }
  }

  @ParameterizedTest(name = "{0}: not true that {1}")
  @FieldSource("CHANGES")
  void a_changed_template_is_found_out(String what, String untrue, Consumer<ObjectNode> change) {
    try (Deployed api = scene.changed(change)) {
      assertThat(Probe.untrue(api, scene.engine()))
          .contains(untrue)
          .doesNotContain("no key is 401");
    }
  }

  @Test
  void a_mode_that_does_not_go_with_its_call_is_not_deployed() {
    assertThatThrownBy(() -> scene.changed(Changes::bufferedMode))
        .isInstanceOf(UnsupportedTemplate.class)
        .hasMessageContaining("ResponseTransferMode");
  }

  @Test
  void a_variable_of_another_name_is_found_out() {
    Template template = scene.template(rename("SLM_MODEL", "SLM_MODELL"));
    try (DeployedFunctions functions = scene.functions(template);
        Deployed api = Deployed.before(functions, template)) {
      assertThat(Probe.untrue(api, scene.engine()))
          .contains("a chat is answered", "health is open")
          .doesNotContain("no key is 401");
    }
  }

  @Test
  void an_authorizer_that_names_no_key_is_found_out() {
    Functions nameless =
        (function, event, patience) -> {
          Invocation.Answer answer = scene.functions().invoke(function, event, patience);
          return answer.streamed() ? answer : without("usageIdentifierKey", answer);
        };
    try (Deployed api = Deployed.before(nameless, Template.of(scene.stack().template()))) {
      assertThat(Probe.untrue(api, scene.engine()))
          .contains("a bearer's key opens", "x-api-key opens", "a chat is answered");
    }
  }

  @Test
  void a_client_that_leaves_takes_nobody_with_it() throws Exception {
    CountDownLatch rest = new CountDownLatch(1);
    scene.engine().then(new Behaviour.Hold(2, rest));
    try (Deployed api = scene.deployed()) {
      try (Client leaving = new Client(api)) {
        HttpResponse<InputStream> begun = leaving.stream();
        assertThat(begun.body().read()).isEqualTo('d');
        begun.body().close();
      }
      rest.countDown();
      try (Client staying = new Client(api)) {
        assertThat(staying.chat("/v1/chat/completions").body()).contains("Hello!");
      }
    }
  }

  /** What API Gateway says itself has one form for the whole API, so that of OpenAI there too. */
  @Test
  void a_stopped_deployment_says_so_on_every_route_but_not_on_how_it_is() throws Exception {
    try (Deployed api = scene.deployed();
        Client client = new Client(api)) {
      scene.functions().stop();
      api.gateway().stageVariable("unanswered", "deployment_stopped");
      for (String path : List.of("/v1/chat/completions", "/v1/responses", "/v1/messages")) {
        HttpResponse<String> reply = client.chat(path);
        assertThat(reply.statusCode()).as(path).isEqualTo(503);
        assertThat(Client.code(reply)).as(path).isEqualTo("deployment_stopped");
        assertThat(reply.headers().firstValue("x-should-retry")).contains("false");
        assertThat(reply.headers().firstValue("x-request-id")).isPresent();
      }
    } finally {
      scene.functions().go();
    }
  }

  @Test
  void the_access_log_names_a_key_by_its_id_and_holds_no_value() throws Exception {
    try (Deployed api = scene.deployed();
        Client client = new Client(api)) {
      client.chat("/v1/chat/completions");
      client.get("/v1/models", "x-api-key", "wrong0123456789012345678901234567890123");

      assertThat(api.gateway().accessLog()).hasSize(2).noneMatch(line -> line.contains(api.key()));
      JsonNode answered = JsonMapper.shared().readTree(api.gateway().accessLog().getFirst());
      assertThat(answered.get("keyId").asString()).startsWith("ApiKeysKeydefault");
      assertThat(answered.get("path").asString()).isEqualTo("/live/v1/chat/completions");
      assertThat(answered.get("status").asString()).isEqualTo("200");
      assertThat(api.gateway().accessLog().getLast()).contains("\"INVALID_API_KEY\"");
    }
  }

  private static Arguments change(String what, String untrue, Consumer<ObjectNode> change) {
    return Arguments.of(what, untrue, change);
  }

  private static Invocation.Answer without(String field, Invocation.Answer answer) {
    try {
      ObjectNode said = (ObjectNode) JsonMapper.shared().readTree(answer.body().readAllBytes());
      said.remove(field);
      return new Invocation.Answer(
          answer.contentType(), false, new ByteArrayInputStream(said.toString().getBytes(UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
