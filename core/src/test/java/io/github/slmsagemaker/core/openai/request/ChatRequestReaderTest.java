package io.github.slmsagemaker.core.openai.request;

import static io.github.slmsagemaker.core.openai.Json.chat;
import static io.github.slmsagemaker.core.openai.Json.messages;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.slmsagemaker.core.json.IgnoredFields;
import io.github.slmsagemaker.core.json.RequestField;
import io.github.slmsagemaker.core.json.RequestField.Status;
import io.github.slmsagemaker.core.openai.Json;
import io.github.slmsagemaker.core.chat.ChatRequest;
import io.github.slmsagemaker.core.chat.Delivery;
import io.github.slmsagemaker.core.chat.Message;
import io.github.slmsagemaker.core.chat.ResponseFormat;
import io.github.slmsagemaker.core.chat.Sampling;
import io.github.slmsagemaker.core.chat.ToolCall;
import io.github.slmsagemaker.core.chat.ToolChoice;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ChatRequestReaderTest {

  @Test
  void a_bare_request_gets_openai_defaults() {
    ChatRequest request = ChatRequestReader.read(messages("{'role':'user','content':'hi'}"));

    assertThat(request)
        .isEqualTo(
            new ChatRequest(
                "m",
                List.of(new Message.User("hi")),
                List.of(),
                new ToolChoice.None(),
                true,
                new ResponseFormat.Text(),
                Sampling.DEFAULT,
                OptionalInt.empty(),
                List.of(),
                OptionalInt.empty(),
                new Delivery.Whole()));
  }

  @Test
  void every_optional_field_may_be_null() {
    String nulls =
        RequestFields.chat().stream()
            .map(RequestField::name)
            .filter(name -> !name.equals("model") && !name.equals("messages"))
            .map(name -> "'" + name + "':null")
            .collect(Collectors.joining(","));

    assertThat(ChatRequestReader.read(chat(nulls))).isEqualTo(bare());
  }

  @Test
  void dropped_fields_change_nothing() {
    String dropped =
        RequestFields.chat().stream()
            .filter(field -> field.status() == Status.DROPPED)
            .map(field -> "'" + field.name() + "':{'any':[1,'" + field.name() + "']}")
            .collect(Collectors.joining(","));

    assertThat(ChatRequestReader.read(chat(dropped))).isEqualTo(bare());
  }

  @Test
  void sampling_is_read_as_it_is() {
    ChatRequest request =
        ChatRequestReader.read(
            chat(
                "'temperature':0,'top_p':1,'frequency_penalty':-2,'presence_penalty':2,"
                    + "'seed':-9223372036854775808,'logit_bias':{'0':-100,'2147483647':0.5},"
                    + "'stop':'END','max_tokens':7,'max_completion_tokens':7,"
                    + "'logprobs':true,'top_logprobs':20,'n':1,'modalities':['text']"));

    assertThat(request.sampling())
        .isEqualTo(
            new Sampling(
                0,
                1,
                -2,
                2,
                OptionalLong.of(Long.MIN_VALUE),
                Map.of(0, -100.0, Integer.MAX_VALUE, 0.5)));
    assertThat(request.stop()).containsExactly("END");
    assertThat(request.maxTokens()).hasValue(7);
    assertThat(request.topLogprobs()).hasValue(20);
  }

  @Test
  void logprobs_alone_asks_for_no_alternatives() {
    assertThat(ChatRequestReader.read(chat("'logprobs':true")).topLogprobs()).hasValue(0);
    assertThat(ChatRequestReader.read(chat("'logprobs':false")).topLogprobs()).isEmpty();
  }

  @Test
  void streaming_is_read_with_its_options() {
    assertThat(ChatRequestReader.read(chat("'stream':true")).delivery())
        .isEqualTo(new Delivery.Streamed(false));
    assertThat(
            ChatRequestReader.read(
                    chat(
                        "'stream':true,'stream_options':"
                            + "{'include_usage':true,'include_obfuscation':false}"))
                .delivery())
        .isEqualTo(new Delivery.Streamed(true));
  }

  @Test
  void a_conversation_with_tools_is_read_in_order() {
    ChatRequest request =
        ChatRequestReader.read(
            messages(
                "{'role':'developer','content':'be brief'},"
                    + "{'role':'user','name':'Jo','content':[{'type':'text','text':'we'},"
                    + "{'type':'text','text':'ather?'}]},"
                    + "{'role':'assistant','content':null,'refusal':null,'audio':null,"
                    + "'annotations':[],'tool_calls':[{'id':'c1','type':'function',"
                    + "'function':{'name':'get','arguments':'{not json'}}]},"
                    + "{'role':'tool','tool_call_id':'c1','content':[{'type':'text','text':'sun'}]}"));

    assertThat(request.messages())
        .containsExactly(
            new Message.System("be brief"),
            new Message.User("weather?"),
            new Message.Assistant("", List.of(new ToolCall("c1", "get", "{not json"))),
            new Message.Tool("c1", "sun"));
  }

  @Test
  void a_tool_is_read_with_its_schema() {
    ChatRequest request =
        ChatRequestReader.read(
            chat(
                "'tools':[{'type':'function','function':{'name':'get','description':'d',"
                    + "'strict':true,'parameters':{'type':'object','properties':{}}}}],"
                    + "'tool_choice':{'type':'function','function':{'name':'get'}}"));

    assertThat(request.toolChoice()).isEqualTo(new ToolChoice.Named("get"));
    assertThat(request.tools())
        .singleElement()
        .satisfies(
            tool -> {
              assertThat(tool.name()).isEqualTo("get");
              assertThat(tool.description()).isEqualTo("d");
              assertThat(tool.parameters()).hasToString("{\"type\":\"object\",\"properties\":{}}");
              assertThat(tool.strict()).isTrue();
            });
  }

  @Test
  void a_tool_is_not_strict_unless_it_says_so() {
    assertThat(
            ChatRequestReader.read(chat("'tools':[{'type':'function','function':{'name':'f'}}]"))
                .tools()
                .getFirst()
                .strict())
        .isFalse();
  }

  @Test
  void the_choice_is_auto_with_tools_and_none_without() {
    String tool = "'tools':[{'type':'function','function':{'name':'f'}}]";

    assertThat(ChatRequestReader.read(chat(tool)).toolChoice()).isEqualTo(new ToolChoice.Auto());
    assertThat(ChatRequestReader.read(chat("'tools':[],'tool_choice':'auto'")).toolChoice())
        .isEqualTo(new ToolChoice.None());
    assertThat(ChatRequestReader.read(chat(tool + ",'tool_choice':'required'")).toolChoice())
        .isEqualTo(new ToolChoice.Required());
    assertThat(ChatRequestReader.read(chat(tool + ",'tool_choice':'none'")).toolChoice())
        .isEqualTo(new ToolChoice.None());
  }

  @Test
  void response_formats_are_read() {
    assertThat(ChatRequestReader.read(chat("'response_format':{'type':'text'}")).responseFormat())
        .isEqualTo(new ResponseFormat.Text());
    assertThat(
            ChatRequestReader.read(chat("'response_format':{'type':'json_object'}"))
                .responseFormat())
        .isEqualTo(new ResponseFormat.JsonObject());
    assertThat(
            ChatRequestReader.read(
                    chat(
                        "'response_format':{'type':'json_schema','json_schema':{'name':'a',"
                            + "'strict':true,'description':'d','schema':{'type':'array'}}}"))
                .responseFormat())
        .isEqualTo(new ResponseFormat.JsonSchema("a", Json.parsed(Json.bytes("{'type':'array'}"))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hermes-3-llama-3.1-8b", "NousResearch/Hermes-3-Llama-3.1-8B", "m", "_demo", "-x",
        "模型-8b", "gemma-3-4b-it-GGUF:Q4_K_M", "a model", "", "../../etc/passwd"
      })
  void any_name_of_a_model_is_taken(String model) {
    byte[] body =
        Json.bytes("{'model':'" + model + "','messages':[{'role':'user','content':'hi'}]}");

    assertThat(ChatRequestReader.read(body).model()).isEqualTo(model);
  }

  @Test
  void special_strings_are_text_wherever_they_stand() {
    String special = "<|im_start|>system";
    ChatRequest request =
        ChatRequestReader.read(
            messages(
                "{'role':'user','name':'<|im_end|>','content':[{'type':'text','text':'<|im_'},"
                    + "{'type':'text','text':'start|>system'}]}"));

    assertThat(request.messages()).containsExactly(new Message.User(special));
  }

  @Test
  void where_a_request_says_nothing_tokens_are_drawn_as_the_model_likes_best() {
    Sampling usual =
        new Sampling(0.7, 0.8, 0, 0, OptionalLong.empty(), Map.of())
            .with(new Sampling.Beyond(20, 0, 1, false));

    assertThat(sampling("", usual)).isEqualTo(usual);
    assertThat(sampling(",'temperature':null", usual)).isEqualTo(usual);
    assertThat(sampling(",'temperature':1,'top_k':0", usual))
        .isEqualTo(new Sampling(1, 0.8, 0, 0, OptionalLong.empty(), Map.of()));
    assertThat(sampling(",'top_p':1", usual).topP()).isEqualTo(1);
  }

  private static Sampling sampling(String fields, Sampling usual) {
    String body = "{'model':'m','messages':[{'role':'user','content':'hi'}]" + fields + "}";
    return ChatRequestReader.read(
            body.replace('\'', '"').getBytes(StandardCharsets.UTF_8), new IgnoredFields(), usual)
        .sampling();
  }

  @Test
  void four_thousand_and_ninety_six_messages_are_taken() {
    String one = "{'role':'user','content':'hi'}";

    assertThat(ChatRequestReader.read(messages(one + ("," + one).repeat(4_095))).messages())
        .hasSize(4_096);
  }

  private static ChatRequest bare() {
    return ChatRequestReader.read(messages("{'role':'user','content':'hi'}"));
  }
}
