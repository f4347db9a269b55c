package io.github.slmsagemaker.local.sagemaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.slmsagemaker.core.catalogue.Catalogue;
import io.github.slmsagemaker.core.catalogue.Model;
import io.github.slmsagemaker.core.chat.ToolCall;
import io.github.slmsagemaker.core.engine.TokenLogprob;
import io.github.slmsagemaker.core.failure.Failure;
import io.github.slmsagemaker.core.openai.reply.FinishReason;
import io.github.slmsagemaker.core.openai.request.ChatRequestReader;
import io.github.slmsagemaker.deployment.engine.EngineKind;
import io.github.slmsagemaker.invoker.answer.AnswerEnd;
import io.github.slmsagemaker.invoker.answer.AnswerListener;
import io.github.slmsagemaker.invoker.answer.Answering;
import io.github.slmsagemaker.invoker.answer.ServedModel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** One request means the same whatever engine answers, in one piece or streamed. */
final class AnswersOfEveryEngineTest {
  private static final Model MODEL = Catalogue.load().model("hermes-3-llama-3.1-8b");
  private static final ServedModel SERVED = ServedModel.of("hermes-3-llama-3.1-8b", MODEL, 4096);
  private static final String SCHEMA =
      "{'type':'object','properties':{'a':{'type':'integer'}},'required':['a']}";

  /** What each engine takes of the fields that engines differ in. */
  private static final Map<EngineKind, Set<String>> TAKEN =
      Map.of(
          EngineKind.LLAMA_CPP,
          Set.of("logprobs", "top_logprobs", "logit_bias", "presence_penalty"),
          EngineKind.VLLM,
          Set.of("logprobs", "top_logprobs", "logit_bias", "presence_penalty"),
          EngineKind.TGI,
          Set.of("logprobs"),
          EngineKind.TGI_LLAMACPP,
          Set.of("logprobs"));

  static Stream<Arguments> everyEngine() {
    return Stream.of(EngineKind.values())
        .flatMap(kind -> Stream.of(Arguments.of(kind, false), Arguments.of(kind, true)));
  }

  @ParameterizedTest
  @MethodSource("everyEngine")
  void a_stop_string_ends_the_answer_whether_or_not_the_engine_knows_it(
      EngineKind kind, boolean streams) {
    try (Stage stage = Stage.of(kind, streams)) {
      Heard heard = new Heard();

      AnswerEnd end = ask(stage, ",'stop':[' two','other']", heard);

      assertThat(heard.text).hasToString("one");
      assertThat(end.finishReason()).isEqualTo(FinishReason.STOP);
      assertThat(end.usage().completionTokens()).isPositive();
      assertThat(stage.container().requests()).hasSize(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void stop_strings_are_sent_to_those_engines_alone_that_take_them(EngineKind kind) {
    try (Stage stage = Stage.of(kind, false)) {
      ask(stage, ",'stop':['END']", new Heard());

      JsonNode sent = stage.container().requests().getFirst();
      JsonNode stops =
          switch (kind) {
            case LLAMA_CPP, VLLM -> sent.path("stop");
            case TGI, TGI_LLAMACPP -> sent.at("/parameters/stop");
          };
      assertThat(stops.toString()).isEqualTo(kind == EngineKind.TGI_LLAMACPP ? "" : "[\"END\"]");
    }
  }

  @ParameterizedTest
  @MethodSource("everyEngine")
  void log_probabilities_are_had_of_every_engine(EngineKind kind, boolean streams) {
    try (Stage stage = Stage.of(kind, streams)) {
      Heard heard = new Heard();

      ask(stage, ",'logprobs':true", heard);

      assertThat(heard.text).hasToString(String.join("", Stage.TOKENS));
      JsonNode sent = stage.container().requests().getFirst();
      switch (kind) {
        case LLAMA_CPP -> assertThat(sent.path("n_probs").asInt()).isEqualTo(1);
        case TGI, TGI_LLAMACPP, VLLM -> assertThat(heard.logprobs).hasSize(Stage.TOKENS.size());
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void what_an_engine_cannot_do_is_refused_before_it_is_asked(EngineKind kind) {
    Map<String, String> fields =
        Map.of(
            "logprobs", ",'logprobs':true",
            "top_logprobs", ",'logprobs':true,'top_logprobs':1",
            "logit_bias", ",'logit_bias':{'7':1}",
            "presence_penalty", ",'presence_penalty':1");
    fields.forEach(
        (field, json) -> {
          try (Stage stage = Stage.of(kind, false)) {
            if (TAKEN.getOrDefault(kind, Set.of()).contains(field)) {
              ask(stage, json, new Heard());
              assertThat(stage.container().requests()).as(field).hasSize(1);
            } else {
              assertThatThrownBy(() -> ask(stage, json, new Heard()))
                  .as(field)
                  .isInstanceOfSatisfying(
                      Failure.BadRequest.class, bad -> assertThat(bad.param()).contains(field));
              assertThat(stage.container().requests()).as(field).isEmpty();
            }
          }
        });
  }

  @ParameterizedTest
  @MethodSource("everyEngine")
  void a_schema_is_sent_where_it_is_obeyed_and_the_answer_checked_everywhere(
      EngineKind kind, boolean streams) {
    try (Stage stage = Stage.of(kind, streams)) {
      Heard heard = new Heard();
      String format =
          ",'response_format':{'type':'json_schema','json_schema':{'name':'x','schema':"
              + SCHEMA
              + "}}";

      assertThatThrownBy(() -> ask(stage, format, heard))
          .isInstanceOf(Failure.UnusableOutput.class);

      assertThat(heard.text).isEmpty();
      assertThat(stage.container().requests())
          .hasSize(2)
          .allSatisfy(sent -> assertThat(schema(kind, sent)).isEqualTo(expected(kind, SCHEMA)));
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_named_call_is_a_schema_that_every_engine_with_grammars_takes(EngineKind kind) {
    try (Stage stage = Stage.of(kind, false)) {
      String tool =
          ",'tools':[{'type':'function','function':{'name':'f','parameters':"
              + SCHEMA
              + "}}],'tool_choice':{'type':'function','function':{'name':'f'}}";

      assertThatThrownBy(() -> ask(stage, tool, new Heard()))
          .isInstanceOf(Failure.UnusableOutput.class)
          .hasMessageContaining("no call");

      String call =
          "{'type':'object','properties':{'name':{'const':'f'},'arguments':"
              + SCHEMA
              + "},'required':['name','arguments'],'additionalProperties':false}";
      assertThat(schema(kind, stage.container().requests().getFirst()))
          .isEqualTo(expected(kind, call));
    }
  }

  private static String schema(EngineKind kind, JsonNode sent) {
    return switch (kind) {
      case LLAMA_CPP -> sent.path("json_schema").toString();
      case TGI, TGI_LLAMACPP -> sent.at("/parameters/grammar").toString();
      case VLLM -> sent.at("/structured_outputs/json").toString();
    };
  }

  private static String expected(EngineKind kind, String schema) {
    String json = schema.replace('\'', '"');
    return switch (kind) {
      case LLAMA_CPP, VLLM -> json;
      case TGI -> "{\"type\":\"json\",\"value\":" + json + "}";
      case TGI_LLAMACPP -> "";
    };
  }

  private static AnswerEnd ask(Stage stage, String fields, AnswerListener listener) {
    String body =
        "{'model':'hermes-3-llama-3.1-8b','messages':[{'role':'user','content':'Go'}]"
            + ",'max_tokens':12"
            + fields
            + "}";
    return new Answering(SERVED, () -> "call_1")
        .chat(
            ChatRequestReader.read(body.replace('\'', '"').getBytes(StandardCharsets.UTF_8)),
            stage.engine(),
            Stage.call(),
            listener);
  }

  private static final class Heard implements AnswerListener {
    private final StringBuilder text = new StringBuilder();
    private final List<TokenLogprob> logprobs = new ArrayList<>();

    @Override
    public void text(String more, List<TokenLogprob> moreLogprobs) {
      text.append(more);
      logprobs.addAll(moreLogprobs);
    }

    @Override
    public void call(ToolCall call) {
      throw new AssertionError(call);
    }
  }
}
