package io.github.slmsagemaker.acceptance.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.slmsagemaker.acceptance.Suite;
import io.github.slmsagemaker.testkit.aws.Ministack;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A deployment from its first command to its last, in front of an endpoint that is there: the real
 * CDK command line, the product's own commands, the authorizer in AWS's Java client, the packaged
 * invoker behind the real adapter, an emulator's CloudFormation, API Gateway, IAM and Secrets
 * Manager. What was bent for the emulator is printed. Takes minutes: {@code mvn verify
 * -Drehearsal=true}.
 */
final class RehearsalTest {
  private static final Pattern API = Pattern.compile("https://(\\w+)\\.execute-api");
  private static final List<String> SETTINGS =
      List.of("endpoint=slm", "engine=llama-cpp", "monthlyBudget=0");

  /** Each request waits for a new authorizer there, so few classes go through it. */
  private static final Suite CARRIED = new Suite(".*\\.(OpenAiSdk|OpenAiResponses)Test");

  /** A function that cannot start is waited for by the adapter for ever. */
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @TempDir private Path folder;

  @Test
  void a_deployment_lives_its_whole_life_in_an_emulator() throws Exception {
    assumeTrue(Boolean.getBoolean("rehearsal"), "minutes long: -Drehearsal=true runs it");
    Rehearsed.missing().ifPresent(reason -> assumeTrue(false, reason));

    try (Ministack account = Ministack.start(folder.resolve("ministack.log"));
        DemoEndpoint model = DemoEndpoint.start(folder)) {
      Rehearsed commands = Rehearsed.in(account, model.address(), folder);
      List<String> context = new ArrayList<>(SETTINGS);
      context.add("context=" + model.context());
      said("bootstrap", commands.cdk(List.of("bootstrap", "aws://000000000000/us-east-1")), 0);

      Rehearsed.Said deployed = said("deploy", commands.slm(deploy(context)), 0);
      deployed.err().lines().filter(line -> line.startsWith("bent: ")).forEach(this::print);
      URI gateway = gateway(account, deployed.out());
      String key = said("key", commands.slm(List.of("key")), 0).out().strip();
      try (KeyDoor door = KeyDoor.before(gateway)) {
        answers(door.address(), key);
        print(
            CARRIED.pass(URI.create(door.address() + "/v1"), key)
                + " through the emulated gateway");
        print(door.requests() + " requests through the emulated gateway");
      }
      assertThat(said("diff", commands.cdk(with("diff", context)), 0).all())
          .contains("Number of stacks with differences: 0");
      rotates(commands, context, gateway, key);
      assertThat(said("destroy", commands.slm(List.of("destroy", "--yes")), 0).err())
          .contains("deleted");
      assertThat(ask(gateway, "/health", key, "").statusCode()).isNotEqualTo(200);
      assertThat(commands.slm(List.of("key")).err()).contains("there is no stack SlmSagemaker");
      print("left: the bucket, the repository and the roles of CDKToolkit");
    }
  }

  private static void answers(URI address, String key) throws Exception {
    assertThat(ask(address, "/health", "", "").body()).isEqualTo("{\"status\":\"ok\"}");
    assertThat(ask(address, "/v1/models", key, "").body()).contains("hermes-3-llama-3.1-8b");
    String chat =
        """
        {"model": "hermes-3-llama-3.1-8b", "messages": [{"role": "user", "content": "What is 3 + 4?"}]%s}
        """;
    assertThat(ask(address, "/v1/chat/completions", key, chat.formatted("")).body())
        .contains("3 + 4 = 7");
    assertThat(
            ask(address, "/v1/chat/completions", key, chat.formatted(", \"stream\": true")).body())
        .contains("data: {")
        .endsWith("data: [DONE]\n\n");
    refuses(ask(address, "/v1/models", "", ""), 401, "invalid_api_key");
    refuses(
        ask(address, "/v1/models", "wrong0123456789012345678901234567890", ""),
        401,
        "invalid_api_key");
    refuses(ask(address, "/v1/nothing", key, ""), 404, "unknown_url");
    refuses(ask(address, "/v1/chat/completions", key, "{"), 400, "invalid");
  }

  private static void refuses(HttpResponse<String> reply, int status, String code) {
    assertThat(reply.statusCode()).as(reply.body()).isEqualTo(status);
    assertThat(reply.body()).startsWith("{\"error\":{\"message\":").contains(code);
    assertThat(reply.headers().firstValue("x-request-id")).isPresent();
  }

  /** A second key beside the first, then without the first, as the README says. */
  private void rotates(Rehearsed commands, List<String> context, URI gateway, String first)
      throws Exception {
    List<String> both = new ArrayList<>(context);
    both.add("keys=default,next");
    said("update", commands.slm(deploy(both)), 0);
    String next = said("next key", commands.slm(List.of("key", "next")), 0).out().strip();
    assertThat(next).isNotEqualTo(first);
    assertThat(ask(gateway, "/v1/models", first, "").statusCode()).isEqualTo(200);
    assertThat(ask(gateway, "/v1/models", next, "").statusCode()).isEqualTo(200);
    List<String> second = new ArrayList<>(context);
    second.add("keys=next");
    said("rotation", commands.slm(deploy(second)), 0);
    refuses(ask(gateway, "/v1/models", first, ""), 401, "invalid_api_key");
    assertThat(ask(gateway, "/v1/models", next, "").statusCode()).isEqualTo(200);
  }

  private static List<String> deploy(List<String> context) {
    List<String> command = new ArrayList<>(List.of("deploy", "--yes"));
    context.forEach(pair -> command.addAll(List.of("-c", pair)));
    return command;
  }

  private static List<String> with(String word, List<String> context) {
    List<String> command = new ArrayList<>(List.of(word));
    context.forEach(pair -> command.addAll(List.of("-c", pair)));
    return command;
  }

  private static URI gateway(Ministack account, String out) {
    Matcher api = API.matcher(out);
    assertThat(api.find()).as(out).isTrue();
    return account.address().resolve("/restapis/%s/live/_user_request_".formatted(api.group(1)));
  }

  /** Without a body it is a GET. */
  private static HttpResponse<String> ask(URI base, String path, String key, String body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path)).timeout(PATIENCE);
    if (!key.isEmpty()) {
      request.header("Authorization", "Bearer " + key).header("x-api-key", key);
    }
    if (!body.isEmpty()) {
      request
          .header("Content-Type", "application/json")
          .POST(HttpRequest.BodyPublishers.ofString(body));
    }
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request.build(), BodyHandlers.ofString());
    }
  }

  private Rehearsed.Said said(String what, Rehearsed.Said said, int code) {
    assertThat(said.code()).as(what + ":\n" + said.all()).isEqualTo(code);
    long made = said.all().lines().filter(line -> line.contains("_COMPLETE")).count();
    print(made == 0 ? what : what + ", %d events of resources".formatted(made));
    return said;
  }

  private void print(String what) {
    System.out.println("rehearsal: " + what);
  }
}
