package io.github.slmsagemaker.acceptance.badinput;

import java.util.Set;
import io.github.slmsagemaker.invoker.telemetry.KeyMetrics;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.slmsagemaker.acceptance.stage.Sent;
import io.github.slmsagemaker.acceptance.stage.Stage;
import io.github.slmsagemaker.core.deployment.Lane;
import io.github.slmsagemaker.core.deployment.Timers;
import io.github.slmsagemaker.invoker.telemetry.JsonRequestLog;
import io.github.slmsagemaker.local.sagemaker.AwsError;
import io.github.slmsagemaker.local.sagemaker.Misbehaviour;
import io.github.slmsagemaker.testkit.container.ContainerAnswer;
import io.github.slmsagemaker.testkit.container.FakeContainer;
import io.github.slmsagemaker.testkit.container.FakeContainer.Behaviour;
import io.github.slmsagemaker.testkit.container.LlamaServerReplies;
import io.github.slmsagemaker.testkit.container.Replies;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * No word of a client gets into any log (promise P20): a canary in every place where a client can
 * write, through every outcome, and with an engine that quotes all that it is asked.
 */
final class ClientWordsInLogsTest {
  private static final String CANARY = "CanaryWord";

  /** Written with single quotes; C stands for the canary. */
  private static final List<String> BODIES =
      List.of(
          "{'model':'M','messages':[{'role':'user','content':'C'}]}",
          "{'model':'M','stream':true,'messages':[{'role':'user','content':'C'}]}",
          "{'model':'C','messages':[{'role':'user','content':'C'}]}",
          "{'model':'M','messages':[{'role':'system','content':'C'},"
              + "{'role':'user','name':'C','content':[{'type':'text','text':'C'}]},"
              + "{'role':'assistant','content':'C','tool_calls':[{'id':'C','type':'function',"
              + "'function':{'name':'C','arguments':'{\\'C\\':\\'C\\'}'}}]},"
              + "{'role':'tool','tool_call_id':'C','content':'C'}],"
              + "'tools':[{'type':'function','function':{'name':'C','description':'C','strict':true,"
              + "'parameters':{'type':'object','properties':{'C':{'type':'string','pattern':'C',"
              + "'enum':['C'],'description':'C'}},'required':['C'],'additionalProperties':false}}}],"
              + "'tool_choice':{'type':'function','function':{'name':'C'}},"
              + "'stop':['C'],'user':'C','metadata':{'C':'C'}}",
          "{'model':'M','messages':[{'role':'user','content':'C'}],'response_format':"
              + "{'type':'json_schema','json_schema':{'name':'C','strict':true,'schema':{"
              + "'type':'object','properties':{'C':{'const':'C'}},'required':['C']}}}}",
          "{'model':'M','messages':[{'role':'user','content':'C'}],'response_format':"
              + "{'type':'json_schema','json_schema':{'name':'C','schema':{'type':'C','$ref':'#/C',"
              + "'pattern':'(C['}}}}",
          "{'model':'M','messages':[{'role':'user','content':'C'}],'grammar':'root ::= C'}",
          "{'model':'M','messages':[{'role':'C','content':'C'}],'C':'C'}",
          "{'model':'M','messages':[{'role':'user','content':'C'}],'temperature':'C'}",
          "{'model':'M','messages':[{'role':'user','content':'C'}],'C':'\\u0000','C':1}",
          "{'C': C",
          "C");

  /** What an engine does with a request; whatever it says, it quotes the request. */
  static Stream<Replies> engines() {
    return Stream.concat(
        Stream.of(400, 413, 422, 424, 429, 500, 503, 504)
            .<Replies>map(
                status ->
                    asked ->
                        ContainerAnswer.of(status, "application/json", error(asked.toString()))),
        Stream.<Replies>of(
            asked -> ContainerAnswer.of(200, "application/json", asked.toString()),
            asked -> ContainerAnswer.of(200, "text/event-stream", "data: " + asked + "\n\n"),
            asked -> ContainerAnswer.of(200, "text/event-stream", "data: " + CANARY + "\n\n"),
            asked ->
                ContainerAnswer.of(
                    200, "text/event-stream", "data: " + error(asked.toString()) + "\n\n"),
            asked -> ContainerAnswer.of(500, "text/html", "<p>" + asked + "\r\n\u001b[31m"),
            new LlamaServerReplies(List.of(CANARY, " says", " it"))));
  }

  private final Recorder recorder = new Recorder();
  private final ByteArrayOutputStream requestLog = new ByteArrayOutputStream();

  @BeforeEach
  void record() {
    Logger.getLogger("").addHandler(recorder);
  }

  @AfterEach
  void stopRecording() {
    Logger.getLogger("").removeHandler(recorder);
  }

  @ParameterizedTest
  @MethodSource("engines")
  void whatever_an_engine_says_no_log_has_a_word_of_it(Replies engine) throws IOException {
    for (Lane lane : List.of(Lane.SERVERLESS, Lane.GPU)) {
      try (Stage stage = stage(lane, engine)) {
        askEverything(stage);
      }
    }

    assertSilent();
  }

  @ParameterizedTest
  @EnumSource(
      value = Lane.class,
      names = {"SERVERLESS", "GPU"})
  void however_an_endpoint_misbehaves_no_log_has_a_word_of_the_client(Lane lane)
      throws IOException {
    try (Stage stage = stage(lane, new LlamaServerReplies(List.of(CANARY)))) {
      for (Misbehaviour how :
          List.of(
              new Misbehaviour.Refuse(AwsError.model(Stage.ENDPOINT, 400, error(CANARY))),
              new Misbehaviour.Refuse(AwsError.timedOut(Stage.ENDPOINT)),
              new Misbehaviour.Refuse(AwsError.throttled()),
              new Misbehaviour.Reset(),
              new Misbehaviour.HalfFrame(),
              new Misbehaviour.Cut(1),
              new Misbehaviour.BreakStream(1))) {
        stage.endpoint().misbehave(how);
        stage.ask(Sent.chat(filled(BODIES.get(1))).and("x-wait-for-model: 0"));
      }
      stage.engine().then(new Behaviour.Break(0), new Behaviour.Break(1));
      stage.ask(Sent.chat(filled(BODIES.getFirst())));
      stage.ask(Sent.chat(filled(BODIES.get(1))));
    }

    assertThat(recorder.text()).contains("EngineFailed from ");
    assertSilent();
  }

  private void askEverything(Stage stage) throws IOException {
    for (String body : BODIES) {
      stage.ask(
          Sent.chat(filled(body))
              .and("User-Agent: " + CANARY)
              .and("x-wait-for-model: " + CANARY)
              .and("X-" + CANARY + ": " + CANARY));
    }
    stage.ask(Sent.chat(filled("C"), "Content-Type: application/" + CANARY));
    stage.ask(Sent.get("/v1/" + CANARY + "?" + CANARY));
    stage.ask(Sent.get("/v1/models/" + CANARY));
    stage.ask(Sent.bare(CANARY, "/v1/models"));
  }

  private void assertSilent() {
    assertThat(recorder.text()).doesNotContainIgnoringCase(CANARY).doesNotContain("\u001b");
    assertThat(requestLog.toString(UTF_8))
        .contains("\"outcome\"")
        .doesNotContainIgnoringCase(CANARY);
  }

  private Stage stage(Lane lane, Replies engine) {
    JsonRequestLog log =
        new JsonRequestLog(
            new PrintStream(requestLog, true, UTF_8),
            "slm",
            Stage.MODEL,
            new KeyMetrics(Set.of("id")),
            false);
    return Stage.before(
        lane, FakeContainer.start(engine), Timers.patience(lane), parts -> parts.withLog(log));
  }

  private static byte[] filled(String body) {
    return Sent.json(body.replace("'M'", "'" + Stage.MODEL + "'").replaceAll("\\bC\\b", CANARY));
  }

  private static String error(String words) {
    return "{\"error\":{\"code\":400,\"type\":\"invalid_request_error\",\"message\":\"%s\"}}"
        .formatted(words.replace("\\", "").replace("\"", "'"));
  }

  /** Everything that any logger says, exceptions and their messages included. */
  private static final class Recorder extends Handler {
    private final StringWriter said = new StringWriter();
    private final SimpleFormatter formatter = new SimpleFormatter();

    synchronized String text() {
      return said.toString();
    }

    @Override
    public synchronized void publish(LogRecord logged) {
      said.append(formatter.formatMessage(logged)).append('\n');
      if (logged.getThrown() != null) {
        logged.getThrown().printStackTrace(new PrintWriter(said, true));
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
