package io.github.slmsagemaker.acceptance.rehearsal;

import static io.github.slmsagemaker.acceptance.rehearsal.Caller.ask;
import static io.github.slmsagemaker.acceptance.rehearsal.Caller.refuses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.slmsagemaker.acceptance.Suite;
import io.github.slmsagemaker.acceptance.stage.DemoEndpoint;
import io.github.slmsagemaker.testkit.aws.Ministack;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
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
      List.of("endpoint=slm", "engine=llama-cpp", "monthlyBudget=0", "tokensPerDay=1000000");

  /** Each request waits for a new authorizer there, so few classes go through it. */
  private static final Suite CARRIED = new Suite(".*\\.(OpenAiSdk|OpenAiResponses)Test");

  /** Of the invoker, on the table of budgets. */
  private static final String NEEDED = "dynamodb:UpdateItem";

  @TempDir private Path folder;

  @Test
  void a_deployment_lives_its_whole_life_in_an_emulator() throws Exception {
    assumeTrue(Boolean.getBoolean("rehearsal"), "minutes long: -Drehearsal=true runs it");
    Rehearsed.missing().ifPresent(reason -> assumeTrue(false, reason));

    try (Ministack account = Ministack.guarded(folder.resolve("ministack.log"));
        DemoEndpoint model = DemoEndpoint.start(folder)) {
      Rehearsed commands = Rehearsed.in(account, model.address(), folder);
      List<String> context = new ArrayList<>(SETTINGS);
      context.add("context=" + model.context());
      said("bootstrap", commands.cdk(List.of("bootstrap", "aws://000000000000/us-east-1")), 0);
      Set<String> before = commands.inventory();

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
      Operated operated = new Operated(commands, gateway, key);
      operated.works();
      print("status, explain, usage, logs, stop and start");
      assertThat(said("diff", commands.cdk(with("diff", context)), 0).all())
          .contains("Number of stacks with differences: 0");
      said("update without " + NEEDED, commands.without(NEEDED).slm(deploy(context)), 0);
      operated.misses(NEEDED);
      rotates(commands, context, gateway, key);
      destroys(commands, before);
      assertThat(ask(gateway, "/health", key, "").statusCode()).isNotEqualTo(200);
      assertThat(commands.slm(List.of("key")).err()).contains("there is no stack SlmSagemaker");
    }
  }

  /** What stays is what it says, and nothing else. */
  private void destroys(Rehearsed commands, Set<String> before) throws Exception {
    assertThat(said("destroy", commands.slm(List.of("destroy", "--yes")), 0).err())
        .contains("The role by which API Gateway writes logs", "slm: deleted");
    Set<String> left = new TreeSet<>(commands.inventory());
    left.removeAll(before);
    left.forEach(what -> print("left: " + what));
    assertThat(left).singleElement(STRING).startsWith("role SlmSagemaker-ApiCloudWatchRole");
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
