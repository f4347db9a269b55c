package io.github.slmsagemaker.core.openai.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.slmsagemaker.core.chat.Sampling;
import io.github.slmsagemaker.core.json.IgnoredFields;
import io.github.slmsagemaker.core.json.StrictJson;
import io.github.slmsagemaker.core.openai.Json;
import io.github.slmsagemaker.core.openai.reply.ChatAnswer;
import io.github.slmsagemaker.core.openai.reply.ChatChunks;
import io.github.slmsagemaker.core.openai.reply.ChatReply;
import io.github.slmsagemaker.core.openai.reply.ErrorReply;
import io.github.slmsagemaker.core.openai.reply.FinishReason;
import io.github.slmsagemaker.core.openai.reply.Heading;
import io.github.slmsagemaker.core.openai.reply.Usage;
import io.github.slmsagemaker.core.chat.ChatRequest;
import io.github.slmsagemaker.core.chat.ToolCall;
import io.github.slmsagemaker.core.engine.TokenLogprob;
import io.github.slmsagemaker.core.failure.Failure;
import io.github.slmsagemaker.core.failure.Failure.BadRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Promise P15: nothing of a client's JSON is passed through but what has a place of its own. */
final class TypedFieldsOnlyTest {
  private static final String CANARY = "zq9canary";
  private static final byte[] REQUEST =
      Json.bytes(
          "{'model':'m','messages':[{'role':'user','content':[{'type':'text','text':'hi'}]},"
              + "{'role':'assistant','content':null,'tool_calls':[{'id':'c1','type':'function',"
              + "'function':{'name':'f','arguments':'{}'}}]},"
              + "{'role':'tool','tool_call_id':'c1','content':'x'}],"
              + "'tools':[{'type':'function','function':{'name':'f'}}],"
              + "'tool_choice':{'type':'function','function':{'name':'f'}},"
              + "'response_format':{'type':'json_schema','json_schema':{'name':'s','schema':{}}},"
              + "'metadata':{'a':{'b':[{}]}},'prediction':{'content':[{'type':'text'}]},"
              + "'logit_bias':{'5':1},'stream':true,'stream_options':{'include_usage':true}}");

  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);

  @BeforeEach
  void print_the_seed() {
    System.out.println("TypedFieldsOnlyTest seed " + seed);
  }

  @Test
  void an_extra_field_at_any_depth_is_refused_or_gone() {
    int refused = 0;
    int gone = 0;
    for (int round = 0; round < 3_000; round++) {
      ObjectNode request = Json.parsed(REQUEST);
      ObjectNode target = anyObject(request);
      target.set(name(), value());
      try {
        ChatRequest read = ChatRequestReader.read(request, new IgnoredFields(), Sampling.DEFAULT);
        assertThat(read.toString()).doesNotContain(CANARY);
        assertThat(read).isEqualTo(ChatRequestReader.read(REQUEST));
        gone++;
      } catch (BadRequest refusal) {
        assertThat(refusal.param()).hasValueSatisfying(param -> assertThat(param).isNotBlank());
        refused++;
      }
    }
    assertThat(refused).as("seed " + seed).isGreaterThan(30);
    assertThat(gone).as("seed " + seed).isGreaterThan(30);
  }

  @Test
  void text_of_any_kind_never_becomes_a_field() {
    Set<String> known =
        Set.of(
            "id",
            "object",
            "created",
            "model",
            "system_fingerprint",
            "choices",
            "usage",
            "index",
            "message",
            "delta",
            "logprobs",
            "finish_reason",
            "role",
            "content",
            "refusal",
            "type",
            "tool_calls",
            "function",
            "name",
            "arguments",
            "prompt_tokens",
            "completion_tokens",
            "total_tokens",
            "prompt_tokens_details",
            "cached_tokens",
            "token",
            "logprob",
            "bytes",
            "top_logprobs",
            "error",
            "param",
            "code");
    for (int round = 0; round < 500; round++) {
      String text = text();
      Heading heading = new Heading("chatcmpl-1", 1, text, "fp");
      List<ToolCall> calls = List.of(new ToolCall(text, text, text));
      List<TokenLogprob> logprobs =
          List.of(new TokenLogprob(text, -1, List.of(new TokenLogprob(text, -2, List.of()))));
      ChatAnswer answer = new ChatAnswer(text, calls, FinishReason.STOP, logprobs);
      ChatChunks chunks = new ChatChunks(heading, true);
      Usage usage = new Usage(1, 2, 0);
      Failure failure = new BadRequest("p", text);
      for (byte[] written :
          List.of(
              ChatReply.whole(heading, answer, usage),
              chunks.role(),
              chunks.content(text, logprobs),
              chunks.toolCall(0, calls.getFirst()),
              chunks.toolCallArguments(0, text),
              chunks.finish(FinishReason.LENGTH),
              chunks.usage(usage),
              ErrorReply.of(failure).body())) {
        assertThat(new String(written, StandardCharsets.UTF_8)).doesNotContain("\n", "\r");
        assertThat(known).containsAll(allNames(StrictJson.parse(written)));
      }
    }
  }

  private ObjectNode anyObject(ObjectNode root) {
    List<ObjectNode> objects = new ArrayList<>();
    collect(root, false, objects);
    return objects.get(random.nextInt(objects.size()));
  }

  /** Every object but the schemas: a schema is the client's own and goes where schemas go. */
  private static void collect(JsonNode node, boolean schema, List<ObjectNode> objects) {
    if (node instanceof ObjectNode object && !schema) {
      objects.add(object);
    }
    if (node instanceof ObjectNode object) {
      object
          .properties()
          .forEach(entry -> collect(entry.getValue(), entry.getKey().equals("schema"), objects));
    } else if (node.isArray()) {
      node.forEach(element -> collect(element, false, objects));
    }
  }

  private static List<String> allNames(JsonNode node) {
    List<String> names = new ArrayList<>(node.propertyNames());
    node.forEach(child -> names.addAll(allNames(child)));
    return names;
  }

  private String name() {
    return switch (random.nextInt(3)) {
      case 0 -> CANARY;
      case 1 ->
          List.of("inputs", "grammar", "n_predict", "parameters").get(random.nextInt(4)) + CANARY;
      default -> CANARY + Integer.toString(random.nextInt(), 36);
    };
  }

  private JsonNode value() {
    String value =
        switch (random.nextInt(4)) {
          case 0 -> "'" + CANARY + "'";
          case 1 -> "{'" + CANARY + "':1}";
          case 2 -> "['" + CANARY + "']";
          default -> "null";
        };
    return StrictJson.parse(Json.bytes(value));
  }

  private String text() {
    String[] pieces = {
      "\"",
      "\\",
      "}",
      "]",
      ",\"" + CANARY + "\":1",
      "\n",
      "\u2028",
      "\r\ndata: {}",
      "\uD83D\uDE00",
      "</script>",
      "\u0007",
      "é"
    };
    StringBuilder text = new StringBuilder("a");
    for (int i = random.nextInt(8); i >= 0; i--) {
      text.append(pieces[random.nextInt(pieces.length)]);
    }
    return text.toString();
  }
}
