package io.github.slmsagemaker.core.openai.request;

import static io.github.slmsagemaker.core.openai.Json.bytes;
import static io.github.slmsagemaker.core.openai.Json.chat;
import static io.github.slmsagemaker.core.openai.Json.messages;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.slmsagemaker.core.openai.reply.ErrorReply;
import io.github.slmsagemaker.core.failure.Failure.BadRequest;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests that are JSON and no chat request. */
final class BadChatRequestTest {
  private static final String USER = "{'role':'user','content':'hi'}";
  private static final String CALL =
      "{'role':'assistant','content':null,'tool_calls':[{'id':'c1','type':'function',"
          + "'function':{'name':'f','arguments':'{}'}}]}";

  static Stream<Arguments> topLevel() {
    return Stream.of(
        missing("no model", bytes("{'messages':[" + USER + "]}"), "model"),
        missing("model null", bytes("{'model':null,'messages':[" + USER + "]}"), "model"),
        type("model 12", model("12"), "model"),
        value("model of 1025", model("'" + "m".repeat(1_025) + "'"), "model"),
        value("model of 1 MB", model("'" + "m".repeat(1_000_000) + "'"), "model"),
        missing("no messages", bytes("{'model':'m'}"), "messages"),
        missing("an empty object", bytes("{}"), "model"),
        type("messages {}", bytes("{'model':'m','messages':{}}"), "messages"),
        type("messages a string", bytes("{'model':'m','messages':'hi'}"), "messages"),
        value("messages []", messages(""), "messages"),
        type("messages [null]", messages("null"), "messages[0]"),
        missing("messages [{}]", messages("{}"), "messages[0].role"),
        value("4097 messages", messages(USER + ("," + USER).repeat(4_096)), "messages"),
        value("10 000 messages", messages(USER + ("," + USER).repeat(9_999)), "messages"),
        value("max_tokens -1", chat("'max_tokens':-1"), "max_tokens"),
        value("max_tokens 0", chat("'max_tokens':0"), "max_tokens"),
        type("max_tokens 1.5", chat("'max_tokens':1.5"), "max_tokens"),
        type("max_tokens '10'", chat("'max_tokens':'10'"), "max_tokens"),
        value("max_tokens 2^40", chat("'max_tokens':1099511627776"), "max_tokens"),
        value("max_tokens 10^90", chat("'max_tokens':1" + "0".repeat(90)), "max_tokens"),
        value(
            "max_completion_tokens 2^31",
            chat("'max_completion_tokens':2147483648"),
            "max_completion_tokens"),
        value(
            "two limits that differ",
            chat("'max_tokens':10,'max_completion_tokens':11"),
            "max_tokens"),
        unsupported("n 128", chat("'n':128"), "n"),
        unsupported("n 0", chat("'n':0"), "n"),
        type("n '1'", chat("'n':'1'"), "n"),
        type("stream 'true'", chat("'stream':'true'"), "stream"),
        type("stream 1", chat("'stream':1"), "stream"),
        value(
            "stream_options with stream false",
            chat("'stream':false,'stream_options':{'include_usage':true}"),
            "stream_options"),
        type(
            "include_usage 1",
            chat("'stream':true,'stream_options':{'include_usage':1}"),
            "stream_options.include_usage"),
        unknown(
            "a typing error in a stream option",
            chat("'stream':true,'stream_options':{'include_usages':true}"),
            "stream_options.include_usages"));
  }

  static Stream<Arguments> sampling() {
    return Stream.of(
        type("temperature 'NaN'", chat("'temperature':'NaN'"), "temperature"),
        type("temperature true", chat("'temperature':true"), "temperature"),
        value("temperature 1e999", chat("'temperature':1e999"), "temperature"),
        value("temperature -0.1", chat("'temperature':-0.1"), "temperature"),
        value("temperature 2.1", chat("'temperature':2.1"), "temperature"),
        value("top_p 0", chat("'top_p':0"), "top_p"),
        value("top_p 1.1", chat("'top_p':1.1"), "top_p"),
        type("top_p '1'", chat("'top_p':'1'"), "top_p"),
        value("frequency_penalty 2.1", chat("'frequency_penalty':2.1"), "frequency_penalty"),
        value("presence_penalty -2.1", chat("'presence_penalty':-2.1"), "presence_penalty"),
        type("seed 1.5", chat("'seed':1.5"), "seed"),
        value("seed 2^63", chat("'seed':9223372036854775808"), "seed"),
        value("stop of 5", chat("'stop':['a','b','c','d','e']"), "stop"),
        value("stop of ''", chat("'stop':''"), "stop"),
        value("stop of ['a','']", chat("'stop':['a','']"), "stop[1]"),
        type("stop of [null]", chat("'stop':[null]"), "stop[0]"),
        type("stop 1", chat("'stop':1"), "stop"),
        value("a stop of 257", chat("'stop':'" + "x".repeat(257) + "'"), "stop"),
        value("logit_bias with a word", chat("'logit_bias':{'a':1}"), "logit_bias"),
        value("logit_bias with 1.5", chat("'logit_bias':{'1.5':1}"), "logit_bias"),
        value("logit_bias with 01", chat("'logit_bias':{'01':1}"), "logit_bias"),
        value("logit_bias with -1", chat("'logit_bias':{'-1':1}"), "logit_bias"),
        value("logit_bias with 2^31", chat("'logit_bias':{'2147483648':1}"), "logit_bias"),
        value("a bias of 101", chat("'logit_bias':{'5':101}"), "logit_bias.5"),
        type("a bias of '1'", chat("'logit_bias':{'5':'1'}"), "logit_bias.5"),
        type("logit_bias []", chat("'logit_bias':[]"), "logit_bias"),
        type("logprobs 3", chat("'logprobs':3"), "logprobs"),
        value("top_logprobs 21", chat("'logprobs':true,'top_logprobs':21"), "top_logprobs"),
        value("top_logprobs without logprobs", chat("'top_logprobs':2"), "top_logprobs"));
  }

  static Stream<Arguments> conversation() {
    return Stream.of(
        value("role root", messages("{'role':'root','content':'x'}"), "messages[0].role"),
        value("role System", messages("{'role':'System','content':'x'}"), "messages[0].role"),
        value("role function", messages("{'role':'function','content':'x'}"), "messages[0].role"),
        type("role 1", messages("{'role':1,'content':'x'}"), "messages[0].role"),
        type(
            "content a number",
            messages(USER + ",{'role':'user','content':5}"),
            "messages[1].content"),
        type("content an object", messages("{'role':'user','content':{}}"), "messages[0].content"),
        missing(
            "user content null", messages("{'role':'user','content':null}"), "messages[0].content"),
        missing("system content absent", messages("{'role':'system'}"), "messages[0].content"),
        value("no parts", messages("{'role':'user','content':[]}"), "messages[0].content"),
        value(
            "half a character",
            messages("{'role':'user','content':'\\ud800'}"),
            "messages[0].content"),
        value("U+0000", messages("{'role':'user','content':'\\u0000'}"), "messages[0].content"),
        value(
            "a name with CRLF",
            messages("{'role':'user','content':'x','name':'a\\r\\nb'}"),
            "messages[0].name"),
        value(
            "a name of 65",
            messages("{'role':'user','content':'x','name':'" + "n".repeat(65) + "'}"),
            "messages[0].name"),
        value(
            "a result without a call",
            messages("{'role':'tool','content':'x','tool_call_id':'c1'}"),
            "messages[0].tool_call_id"),
        value(
            "a result before its call",
            messages("{'role':'tool','content':'x','tool_call_id':'c1'}," + CALL),
            "messages[0].tool_call_id"),
        value(
            "a result of another call",
            messages(CALL + ",{'role':'tool','content':'x','tool_call_id':'c2'}"),
            "messages[1].tool_call_id"),
        missing(
            "a result without an id",
            messages(CALL + ",{'role':'tool','content':'x'}"),
            "messages[1].tool_call_id"),
        value(
            "two calls with one id", calls(call("'c1'", "f") + "," + call("'c1'", "f")), callId(1)),
        type("a call with a numeric id", calls(call("1", "f")), callId(0)),
        value(
            "a call of a name with spaces",
            calls(call("'c1'", "f g")),
            "messages[0].tool_calls[0].function.name"),
        unsupported(
            "a custom call",
            calls("{'id':'c1','type':'custom'}"),
            "messages[0].tool_calls[0].type"));
  }

  static Stream<Arguments> mediaAndEngineFields() {
    return Stream.of(
        part("an image by file", "{'type':'image_url','image_url':{'url':'file:///etc/passwd'}}"),
        part(
            "an image by metadata address",
            "{'type':'image_url','image_url':{'url':'http://169.254.169.254/'}}"),
        part("audio", "{'type':'input_audio','input_audio':{'data':'','format':'wav'}}"),
        part("a file", "{'type':'file','file':{'file_id':'f'}}"),
        unsupported("modalities audio", chat("'modalities':['audio']"), "modalities[0]"),
        value("modalities both", chat("'modalities':['text','audio']"), "modalities"),
        refused("audio", chat("'audio':{'voice':'a','format':'mp3'}"), "audio"),
        refused("web_search_options", chat("'web_search_options':{}"), "web_search_options"),
        refused("functions", chat("'functions':[{}]"), "functions"),
        refused("function_call", chat("'function_call':'auto'"), "function_call"),
        refused("moderation", chat("'moderation':{}"), "moderation"),
        refused("inputs", chat("'inputs':'x'"), "inputs"),
        refused("grammar", chat("'grammar':'root ::= x'"), "grammar"),
        refused("guided_json", chat("'guided_json':{}"), "guided_json"),
        refused("a guided_ of tomorrow", chat("'guided_shape':'x'"), "guided_shape"),
        refused("a promise of length", chat("'min_tokens':5"), "min_tokens"),
        refused("another API's system prompt", chat("'system':'be brief'"), "system"),
        value("top_k -2", chat("'top_k':-2"), "top_k"),
        type("top_k 1.5", chat("'top_k':1.5"), "top_k"),
        value("min_p 1.1", chat("'min_p':1.1"), "min_p"),
        value("repeat_penalty 0", chat("'repeat_penalty':0"), "repeat_penalty"),
        value("repetition_penalty 2.1", chat("'repetition_penalty':2.1"), "repetition_penalty"),
        value(
            "two penalties that differ",
            chat("'repeat_penalty':1.1,'repetition_penalty':1.2"),
            "repeat_penalty"),
        type("ignore_eos 1", chat("'ignore_eos':1"), "ignore_eos"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"topLevel", "sampling", "conversation", "mediaAndEngineFields"})
  void is_refused_with_its_field_and_reason(String label, byte[] body, String param, String code) {
    BadRequest refused = catchThrowableOfType(BadRequest.class, () -> ChatRequestReader.read(body));

    assertThat(refused).as("refusal").isNotNull();
    assertThat(refused.param()).contains(param);
    assertThat(refused.code()).contains(code);
    assertThat(refused.explanation())
        .startsWith(param)
        .hasSizeLessThan(400)
        .doesNotContain("\n", "\r");
    assertThat(ErrorReply.of(refused).status()).isEqualTo(400);
    assertThat(ErrorReply.of(refused).type()).isEqualTo("invalid_request_error");
  }

  private static byte[] model(String value) {
    return bytes("{'model':" + value + ",'messages':[" + USER + "]}");
  }

  private static byte[] calls(String calls) {
    return messages("{'role':'assistant','content':null,'tool_calls':[" + calls + "]}");
  }

  private static String call(String id, String name) {
    return "{'id':" + id + ",'type':'function','function':{'name':'" + name + "','arguments':''}}";
  }

  private static String callId(int index) {
    return "messages[0].tool_calls[" + index + "].id";
  }

  private static Arguments part(String label, String part) {
    return unsupported(
        label,
        messages("{'role':'user','content':[{'type':'text','text':'x'}," + part + "]}"),
        "messages[0].content[1].type");
  }

  private static Arguments missing(String label, byte[] body, String param) {
    return arguments(label, body, param, "missing_required_parameter");
  }

  private static Arguments type(String label, byte[] body, String param) {
    return arguments(label, body, param, "invalid_type");
  }

  private static Arguments value(String label, byte[] body, String param) {
    return arguments(label, body, param, "invalid_value");
  }

  private static Arguments unsupported(String label, byte[] body, String param) {
    return arguments(label, body, param, "unsupported_value");
  }

  private static Arguments refused(String label, byte[] body, String param) {
    return arguments(label, body, param, "unsupported_parameter");
  }

  private static Arguments unknown(String label, byte[] body, String param) {
    return arguments(label, body, param, "unknown_parameter");
  }
}
