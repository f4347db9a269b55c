package io.github.slmsagemaker.acceptance.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.slmsagemaker.acceptance.stage.Sent;
import io.github.slmsagemaker.acceptance.stage.Wire;
import io.github.slmsagemaker.local.frontdoor.DoorSettings;
import io.github.slmsagemaker.local.frontdoor.FrontDoor;
import io.github.slmsagemaker.local.frontdoor.PlanLimits;
import io.github.slmsagemaker.testkit.container.ContainerAnswer;
import io.github.slmsagemaker.testkit.container.FakeContainer;
import io.github.slmsagemaker.testkit.container.LlamaServerReplies;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Many requests at once through the whole path (promise P23). */
final class LoadTest {
  private static final Pattern MARK = Pattern.compile("mark-[0-9]{4}");
  private static final int CLIENTS = 24;

  @Test
  void interleaved_requests_get_their_own_answers_only() throws Exception {
    try (Doors doors = Doors.before(FakeContainer.start(LoadTest::echo));
        ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Wire.Reply>> replies = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        Sent sent = marked(i, i % 2 == 0);
        boolean front = i % 3 > 0;
        replies.add(clients.submit(() -> front ? doors.toFrontDoor(sent) : doors.toInvoker(sent)));
      }

      for (int i = 0; i < CLIENTS; i++) {
        Wire.Reply reply = replies.get(i).get();
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        assertThat(MARK.matcher(reply.body()).results().map(found -> found.group()))
            .as("marks in the answer to client %d", i)
            .isNotEmpty()
            .containsOnly(mark(i));
      }
      assertThat(doors.engineCalls()).isEqualTo(CLIENTS);
    }
  }

  @Test
  void what_the_plan_does_not_allow_is_429_unasked_and_later_requests_are_served()
      throws Exception {
    try (Doors doors = Doors.before(FakeContainer.start(LoadTest::echo));
        FrontDoor door =
            FrontDoor.open(
                DoorSettings.of(0, doors.stage().key())
                    .withPlan(new PlanLimits(0.5, 3, 1_000_000, PlanLimits.Period.DAY)),
                doors.stage().invoker().handler())) {
      List<Wire.Reply> replies =
          inParallel(CLIENTS, () -> doors.toDoor(door.port(), marked(1, false)));
      List<Wire.Reply> shed = replies.stream().filter(reply -> reply.status() == 429).toList();

      assertThat(replies).extracting(Wire.Reply::status).containsOnly(200, 429);
      assertThat(shed).hasSizeGreaterThan(CLIENTS / 2);
      assertThat(shed)
          .allSatisfy(
              reply -> {
                assertThat(reply.body()).contains("rate_limit_exceeded");
                assertThat(reply.header("retry-after").map(Integer::parseInt)).isPresent();
                assertThat(reply.header("x-request-id")).isPresent();
              });
      assertThat(doors.engineCalls()).isEqualTo(CLIENTS - shed.size());
      while (doors.toDoor(door.port(), marked(2, false)).status() != 200) {
        Thread.sleep(100);
      }
    }
  }

  @Test
  void a_quota_that_is_used_up_is_429_and_not_to_be_tried_again() throws Exception {
    try (Doors doors = Doors.before(FakeContainer.start(LoadTest::echo));
        FrontDoor door =
            FrontDoor.open(
                DoorSettings.of(0, doors.stage().key())
                    .withPlan(new PlanLimits(100, 100, 1, PlanLimits.Period.MONTH)),
                doors.stage().invoker().handler())) {
      assertThat(doors.toDoor(door.port(), marked(1, false)).status()).isEqualTo(200);
      Wire.Reply second = doors.toDoor(door.port(), marked(2, false));

      assertThat(second.status()).isEqualTo(429);
      assertThat(second.body()).contains("insufficient_quota");
      assertThat(second.header("x-should-retry")).contains("false");
      assertThat(doors.engineCalls()).isEqualTo(1);
    }
  }

  private static List<Wire.Reply> inParallel(int count, Callable<Wire.Reply> call)
      throws InterruptedException, ExecutionException {
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Wire.Reply> replies = new ArrayList<>();
      List<Future<Wire.Reply>> asked = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        asked.add(clients.submit(call));
      }
      for (Future<Wire.Reply> reply : asked) {
        replies.add(reply.get());
      }
      return replies;
    }
  }

  /** An engine that says the mark of its prompt, in several pieces. */
  private static ContainerAnswer echo(JsonNode request) {
    Matcher mark = MARK.matcher(request.path("prompt").asString());
    String said = mark.find() ? mark.group() : "no mark";
    return new LlamaServerReplies(List.of("You said ", said, " and again ", said)).to(request);
  }

  private static Sent marked(int client, boolean streamed) {
    return Sent.chat(
        "{'model':'slm-demo','max_tokens':16,'stream':%s,'messages':[{'role':'user','content':'%s'}]}"
            .formatted(streamed, mark(client)));
  }

  private static String mark(int client) {
    return "mark-%04d".formatted(client);
  }
}
