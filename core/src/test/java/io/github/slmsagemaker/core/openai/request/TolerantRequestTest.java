package io.github.slmsagemaker.core.openai.request;

import static io.github.slmsagemaker.core.openai.Json.bytes;
import static io.github.slmsagemaker.core.openai.Json.chat;
import static io.github.slmsagemaker.core.openai.Json.completion;
import static io.github.slmsagemaker.core.openai.Json.messages;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.slmsagemaker.core.chat.ChatRequest;
import io.github.slmsagemaker.core.chat.Delivery;
import io.github.slmsagemaker.core.chat.Sampling;
import io.github.slmsagemaker.core.failure.Failure.BadRequest;
import io.github.slmsagemaker.core.json.IgnoredFields;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is dropped without a word, what is dropped by name, and what is a typing error. */
final class TolerantRequestTest {
  private static final String PLAIN =
      "{'role':'user','content':[{'type':'text','text':'hi'}]},"
          + "{'role':'assistant','content':null,'tool_calls':[{'id':'c1','type':'function',"
          + "'function':{'name':'f','arguments':'{}'}}]},"
          + "{'role':'tool','tool_call_id':'c1','content':'x'},"
          + "{'role':'assistant','content':'y'}";

  private final IgnoredFields ignored = new IgnoredFields();

  @Test
  void a_history_is_what_libraries_hand_back() {
    String decorated =
        "{'role':'user','id':'msg_1','content':[{'type':'text','text':'hi',"
            + "'cache_control':{'type':'ephemeral'},'annotations':null}],'tool_calls':[],"
            + "'tool_call_id':null,'name':''},"
            + "{'role':'assistant','content':null,'parsed':{'a':1},'refusal':'no','audio':{'id':'a'},"
            + "'annotations':[{}],'reasoning_content':'hm','provider_specific_fields':{'x':[1]},"
            + "'function_call':null,'index':0,'logprobs':null,'tool_calls':[{'index':0,'id':'c1',"
            + "'type':'function','extra_content':{},'function':{'name':'f','arguments':'{}',"
            + "'parsed_arguments':{'a':[{}]},'strict':true}}]},"
            + "{'role':'tool','tool_call_id':'c1','content':'x','is_error':false,'artifact':[]},"
            + "{'role':'assistant','content':[{'type':'thinking','thinking':'z','signature':'s'},"
            + "{'type':'text','text':'y','citations':[]}],'tool_calls':null}";

    ChatRequest read = ChatRequestReader.read(messages(decorated), ignored);

    assertThat(read).isEqualTo(ChatRequestReader.read(messages(PLAIN)));
    assertThat(ignored.header()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'stop':[]",
        "'suffix':''",
        "'functions':[]",
        "'function_call':'none'",
        "'stream_options':{}",
        "'stream_options':{'include_usage':null}",
        "'modalities':[]",
        "'tools':[]",
        "'tools':[],'tool_choice':'auto'",
        "'logit_bias':{}",
        "'response_format':null",
        "'response_format':{}",
        "'tool_choice':{}",
        "'logprobs':false,'top_logprobs':0",
        "'top_logprobs':0",
        "'audio':null",
        "'best_of':1",
        "'echo':false",
        "'grammar':''",
        "'guided_choice':[]",
        "'stop_token_ids':[]",
        "'min_tokens':0",
        "'unheard_of':null",
        "'n':1.0",
        "'top_k':0",
        "'top_k':-1",
        "'min_p':0",
        "'repeat_penalty':1",
        "'repeat_penalty':1,'repetition_penalty':1.0",
        "'ignore_eos':false",
        "'prediction':{'type':'content','content':'x'}",
        "'metadata':{'a':'b'}",
        "'user':''"
      })
  void nothing_means_nothing(String fields) {
    assertThat(ChatRequestReader.read(chat(fields), ignored))
        .isEqualTo(ChatRequestReader.read(messages("{'role':'user','content':'hi'}")));
    assertThat(ignored.header()).isEmpty();
  }

  @Test
  void a_completion_knows_nothing_too() {
    assertThat(
            CompletionRequestReader.read(
                completion("'logprobs':false,'suffix':'','stop':[],'messages':null,'tools':[]"),
                ignored))
        .isEqualTo(CompletionRequestReader.read(bytes("{'model':'m','prompt':'Once'}")));
    assertThat(ignored.header()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"150.0,150", "1.5e2,150", "1E0,1", "2147483647.0,2147483647"})
  void a_whole_number_may_be_written_as_a_float(String written, int meant) {
    assertThat(ChatRequestReader.read(chat("'max_tokens':" + written)).maxTokens()).hasValue(meant);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.5", "1e-1", "1e999", "1e300", "9007199254740994.0", "-0.0"})
  void no_other_float_is_a_count(String written) {
    assertThatExceptionOfType(BadRequest.class)
        .isThrownBy(() -> ChatRequestReader.read(chat("'max_tokens':" + written)))
        .withMessageStartingWith("max_tokens ");
  }

  @Test
  void a_seed_may_be_written_as_a_float() {
    assertThat(ChatRequestReader.read(chat("'seed':-7.0")).sampling().seed())
        .isEqualTo(OptionalLong.of(-7));
  }

  @Test
  void samplers_of_other_servers_are_read() {
    ChatRequest read =
        ChatRequestReader.read(
            chat("'top_k':40,'min_p':0.05,'repetition_penalty':1.1,'ignore_eos':true"), ignored);

    assertThat(read.sampling().beyond()).isEqualTo(new Sampling.Beyond(40, 0.05, 1.1, true));
    assertThat(ignored.header()).isEmpty();
  }

  @Test
  void unknown_fields_are_named_in_order_and_go_nowhere() {
    ChatRequest read =
        ChatRequestReader.read(
            chat(
                "'stream':true,'cache_prompt':true,'chat_template_kwargs':{'enable_thinking':true},"
                    + "'n_discard':1,'enable_thinking':false,'top_a':0.2,'mirostat':2,"
                    + "'stream_options':{'include_usage':true,'continuous_usage_stats':true},"
                    + "'response_format':{'type':'text','style':1},'store':true"),
            ignored);

    assertThat(read.delivery()).isEqualTo(new Delivery.Streamed(true));
    assertThat(ignored.header())
        .contains(
            "cache_prompt,chat_template_kwargs,n_discard,enable_thinking,top_a,mirostat,"
                + "response_format.style,stream_options.continuous_usage_stats");
  }

  @Test
  void a_name_cannot_break_the_header_it_stands_in() {
    ChatRequestReader.read(
        chat("'a\\r\\nX-Forged: 1,b':1,'\\u6a21':2,'" + "w".repeat(1_000) + "':3"), ignored);

    assertThat(ignored.header())
        .contains("a%0D%0AX-Forged%3A%201%2Cb,%E6%A8%A1," + "w".repeat(64) + "...");
  }

  @Test
  void the_header_stays_short_and_says_that_there_is_more() {
    String many =
        IntStream.range(0, 200)
            .mapToObj(i -> "'unheard_of_" + i + "':1")
            .collect(Collectors.joining(","));

    ChatRequestReader.read(chat(many), ignored);

    assertThat(ignored.header().orElseThrow())
        .startsWith("unheard_of_0,unheard_of_1,")
        .endsWith(",...")
        .hasSizeLessThanOrEqualTo(512);
  }

  @Test
  void more_fields_than_anybody_sends_are_refused() {
    String many =
        IntStream.range(0, 255).mapToObj(i -> "'u" + i + "':1").collect(Collectors.joining(","));

    assertThatExceptionOfType(BadRequest.class)
        .isThrownBy(() -> ChatRequestReader.read(chat(many)))
        .withMessage("the body has 257 fields, expected at most 256");
  }

  @ParameterizedTest
  @CsvSource({
    "max_token,max_tokens",
    "maxTokens,max_tokens",
    "max-tokens,max_tokens",
    "max_tokns,max_tokens",
    "max_new_tokens,max_tokens",
    "n_predict,max_tokens",
    "maxCompletionTokens,max_completion_tokens",
    "messages_,messages",
    "message,messages",
    "temprature,temperature",
    "Temperature,temperature",
    "tempreature,temperature",
    "topP,top_p",
    "topp,top_p",
    "topK,top_k",
    "stop_sequences,stop",
    "streem,stream",
    "steram,stream",
    "stream_option,stream_options",
    "response_fromat,response_format",
    "responseFormat,response_format",
    "tool_choise,tool_choice",
    "tols,tools",
    "freqency_penalty,frequency_penalty",
    "paralel_tool_call,parallel_tool_calls",
    "Model,model",
    "sead,seed"
  })
  void a_likely_typing_error_is_told(String typed, String meant) {
    assertThatExceptionOfType(BadRequest.class)
        .isThrownBy(() -> ChatRequestReader.read(chat("'" + typed + "':1")))
        .satisfies(
            refused -> {
              assertThat(refused.param()).contains(typed);
              assertThat(refused.code()).contains("unknown_parameter");
              assertThat(refused.explanation())
                  .isEqualTo(typed + " is not a field of this API; did you mean `" + meant + "`?");
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "id",
        "thinking",
        "reasoning",
        "provider",
        "plugins",
        "session_id",
        "priority",
        "timeout",
        "typical_p",
        "mirostat_tau",
        "samplers",
        "options",
        "keep_alive",
        "safe_prompt",
        "tags",
        "num_ctx",
        "repeat_last_n",
        "id_slot",
        "lora",
        "top_n_sigma",
        "title",
        "usage",
        "t",
        "mode"
      })
  void another_servers_field_is_no_typing_error(String name) {
    ChatRequestReader.read(chat("'" + name + "':1"), ignored);

    assertThat(ignored.header()).contains(name);
  }

  @Test
  void a_tool_may_carry_fields_of_other_servers() {
    String decorated =
        "'tools':[{'type':'function','cache_control':{},'function':{'name':'f','extra':1,"
            + "'description':null,'parameters':null,'strict':null}}]";

    assertThat(ChatRequestReader.read(chat(decorated), ignored))
        .isEqualTo(
            ChatRequestReader.read(chat("'tools':[{'type':'function','function':{'name':'f'}}]")));
    assertThat(ignored.header()).isEmpty();
  }
}
