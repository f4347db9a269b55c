package io.github.slmsagemaker.core.openai.request;

import static io.github.slmsagemaker.core.openai.Json.bytes;
import static io.github.slmsagemaker.core.openai.Json.completion;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.slmsagemaker.core.chat.CompletionPrompt;
import io.github.slmsagemaker.core.chat.CompletionRequest;
import io.github.slmsagemaker.core.chat.Delivery;
import io.github.slmsagemaker.core.chat.Sampling;
import io.github.slmsagemaker.core.failure.Failure.BadRequest;
import io.github.slmsagemaker.core.json.RequestField;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class CompletionRequestReaderTest {

  @Test
  void a_bare_request_gets_openai_defaults() {
    assertThat(CompletionRequestReader.read(bytes("{'model':'m','prompt':'Once'}")))
        .isEqualTo(
            new CompletionRequest(
                "m",
                List.of(new CompletionPrompt.Text("Once")),
                false,
                Sampling.DEFAULT,
                16,
                List.of(),
                OptionalInt.empty(),
                new Delivery.Whole()));
  }

  @Test
  void all_that_is_supported_is_read() {
    CompletionRequest request =
        CompletionRequestReader.read(
            bytes(
                "{'model':'m','prompt':['Once'],'echo':false,'max_tokens':5,'logprobs':5,"
                    + "'stop':['a','b'],'temperature':0,'n':1,'best_of':1,'user':'u',"
                    + "'stream':true,'stream_options':{'include_usage':true}}"));

    assertThat(request)
        .isEqualTo(
            new CompletionRequest(
                "m",
                List.of(new CompletionPrompt.Text("Once")),
                false,
                Sampling.GREEDY,
                5,
                List.of("a", "b"),
                OptionalInt.of(5),
                new Delivery.Streamed(true)));
  }

  @Test
  void every_optional_field_may_be_null() {
    String nulls =
        RequestFields.completions().stream()
            .map(RequestField::name)
            .filter(name -> !name.equals("model") && !name.equals("prompt"))
            .map(name -> "'" + name + "':null")
            .collect(Collectors.joining(","));

    assertThat(CompletionRequestReader.read(completion(nulls)).maxTokens()).isEqualTo(16);
  }

  @Test
  void prompts_are_text_or_ids_alone_or_in_a_list() {
    assertThat(prompts("['a','b']"))
        .containsExactly(new CompletionPrompt.Text("a"), new CompletionPrompt.Text("b"));
    assertThat(prompts("[1,2.0]")).containsExactly(new CompletionPrompt.Ids(List.of(1, 2)));
    assertThat(prompts("[[1],'a',[2,3]]"))
        .containsExactly(
            new CompletionPrompt.Ids(List.of(1)),
            new CompletionPrompt.Text("a"),
            new CompletionPrompt.Ids(List.of(2, 3)));
    assertThat(prompts("['x'" + ",'x'".repeat(15) + "]")).hasSize(16);
  }

  @Test
  void an_echo_may_be_all_of_the_answer() {
    assertThat(CompletionRequestReader.read(completion("'echo':true,'max_tokens':0")).maxTokens())
        .isZero();
  }

  private static List<CompletionPrompt> prompts(String prompt) {
    return CompletionRequestReader.read(prompt(prompt, "m")).prompts();
  }

  static Stream<Arguments> badRequests() {
    return Stream.of(
        arguments("no prompt", bytes("{'model':'m'}"), "prompt", "missing_required_parameter"),
        arguments("prompt 1", prompt("1", "m"), "prompt", "invalid_type"),
        arguments("no prompts", prompt("[]", "m"), "prompt", "invalid_value"),
        arguments(
            "17 prompts", prompt("['x'" + ",'x'".repeat(16) + "]", "m"), "prompt", "invalid_value"),
        arguments(
            "a prompt that is no text", prompt("['a',true]", "m"), "prompt[1]", "invalid_type"),
        arguments("a prompt of no ids", prompt("['a',[]]", "m"), "prompt[1]", "invalid_value"),
        arguments("an id below 0", prompt("[1,-1]", "m"), "prompt[1]", "invalid_value"),
        arguments("an id 1.5", prompt("[1.5]", "m"), "prompt[0]", "invalid_type"),
        arguments("ids and text", prompt("[1,'a']", "m"), "prompt[1]", "invalid_type"),
        arguments("ids too deep", prompt("[[[1]]]", "m"), "prompt[0][0]", "invalid_type"),
        arguments(
            "echo of ids",
            bytes("{'model':'m','prompt':[1],'echo':true}"),
            "echo",
            "unsupported_parameter"),
        arguments(
            "half an echo",
            completion("'echo':true,'logprobs':1"),
            "echo",
            "unsupported_parameter"),
        arguments("a suffix", completion("'suffix':'x'"), "suffix", "unsupported_parameter"),
        arguments("best_of 2", completion("'best_of':2"), "best_of", "unsupported_value"),
        arguments("n 2", completion("'n':2"), "n", "unsupported_value"),
        arguments("max_tokens 0", completion("'max_tokens':0"), "max_tokens", "invalid_value"),
        arguments("logprobs 6", completion("'logprobs':6"), "logprobs", "invalid_value"),
        arguments("logprobs true", completion("'logprobs':true"), "logprobs", "invalid_type"),
        arguments("echo 1", completion("'echo':1"), "echo", "invalid_type"),
        arguments("messages", completion("'messages':[{}]"), "messages", "unsupported_parameter"),
        arguments("inputs", completion("'inputs':'x'"), "inputs", "unsupported_parameter"),
        arguments("top_p 0", completion("'top_p':0"), "top_p", "invalid_value"),
        arguments(
            "stream_options without stream",
            completion("'stream_options':{'include_usage':true}"),
            "stream_options",
            "invalid_value"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("badRequests")
  void a_bad_request_is_refused_with_its_field_and_reason(
      String label, byte[] body, String param, String code) {
    BadRequest refused =
        catchThrowableOfType(BadRequest.class, () -> CompletionRequestReader.read(body));

    assertThat(refused).as("refusal").isNotNull();
    assertThat(refused.param()).contains(param);
    assertThat(refused.code()).contains(code);
    assertThat(refused.explanation()).startsWith(param).doesNotContain("\n");
  }

  private static byte[] prompt(String prompt, String model) {
    return bytes("{'model':'" + model + "','prompt':" + prompt + "}");
  }
}
