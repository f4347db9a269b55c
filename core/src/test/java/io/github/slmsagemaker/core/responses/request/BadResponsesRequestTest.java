package io.github.slmsagemaker.core.responses.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.slmsagemaker.core.failure.Failure.BadRequest;
import io.github.slmsagemaker.core.json.IgnoredFields;
import io.github.slmsagemaker.core.openai.Json;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is refused says which field, in the protocol's own words, and what to do instead. */
final class BadResponsesRequestTest {

  static Stream<Arguments> requests() {
    return Stream.of(
        arguments("no input", "", "input", "required"),
        arguments("input 5", "'input':5", "input", "a string or an array of items"),
        arguments("input []", "'input':[]", "input", "1 to 4096"),
        arguments("only reasoning", "'input':[{'type':'reasoning'}]", "input", "one message"),
        arguments("an item null", "'input':[null]", "input[0]", "an object"),
        arguments("an item without type", "'input':[{}]", "input[0].type", "required"),
        arguments(
            "a reference", "'input':[{'type':'item_reference','id':'x'}]", "input[0].type", "kept"),
        arguments(
            "a hosted call",
            "'input':[{'type':'web_search_call'}]",
            "input[0].type",
            "function_call"),
        arguments("a role", message("'root'", "'x'"), "input[0].role", "developer"),
        arguments("content 5", message("'user'", "5"), "input[0].content", "text parts"),
        arguments("content null", message("'user'", "null"), "input[0].content", "null"),
        arguments(
            "an image",
            message("'user'", "[{'type':'input_image','image_url':'data:,'}]"),
            "input[0].content[0].type",
            "text only"),
        arguments(
            "a file",
            message("'user'", "[{'type':'input_file','file_url':'http://169.254.169.254/'}]"),
            "input[0].content[0].type",
            "nothing is fetched"),
        arguments(
            "an output without a call",
            "'input':[{'type':'function_call_output','call_id':'c','output':'x'}]",
            "input[0].call_id",
            "function_call before"),
        arguments(
            "two calls of one id",
            "'input':[" + call("c") + "," + call("c") + "]",
            "input[1].call_id",
            "of its own"),
        arguments(
            "arguments as an object",
            "'input':[{'type':'function_call','call_id':'c','name':'f','arguments':{}}]",
            "input[0].arguments",
            "a string"),
        arguments(
            "previous_response_id",
            "'input':'x','previous_response_id':'resp_1'",
            "previous_response_id",
            "send the earlier items in input"),
        arguments(
            "conversation", "'input':'x','conversation':'c'", "conversation", "earlier items"),
        arguments("background", "'input':'x','background':true", "background", "stream"),
        arguments("a prompt", "'input':'x','prompt':{'id':'p'}", "prompt", "instructions"),
        arguments(
            "logprobs",
            "'input':'x','include':['reasoning.encrypted_content','message.output_text.logprobs']",
            "include[1]",
            "/v1/chat/completions"),
        arguments("a promise", "'input':'x','grammar':'g'", "grammar", "use text.format"),
        arguments("messages", "'messages':[]", "messages", "did you mean `input`"),
        arguments("max_tokens", "'input':'x','max_tokens':9", "max_tokens", "`max_output_tokens`"),
        arguments("a slip", "'input':'x','instructons':'y'", "instructons", "`instructions`"),
        arguments("truncation", "'input':'x','truncation':'old'", "truncation", "disabled or auto"),
        arguments("metadata", "'input':'x','metadata':{'a':1}", "metadata.a", "a string"),
        arguments(
            "a format",
            "'input':'x','text':{'format':{'type':'grammar'}}",
            "text.format.type",
            "json_schema"),
        arguments(
            "no schema",
            "'input':'x','text':{'format':{'type':'json_schema','name':'n'}}",
            "text.format.schema",
            "required"),
        arguments("max 0", "'input':'x','max_output_tokens':0", "max_output_tokens", "1 to"),
        arguments(
            "nested function",
            "'input':'x','tools':[{'type':'function','function':{'name':'f'}}]",
            "tools[0].name",
            "required"),
        arguments(
            "one name twice",
            "'input':'x','tools':[{'type':'function','name':'f'},{'type':'web_search'},"
                + "{'type':'function','name':'f'}]",
            "tools[2].name",
            "of its own"),
        arguments(
            "parameters",
            "'input':'x','tools':[{'type':'function','name':'f','parameters':[]}]",
            "tools[0].parameters",
            "an object"),
        arguments(
            "a choice without tools",
            "'input':'x','tools':[{'type':'mcp'}],'tool_choice':'required'",
            "tool_choice",
            "add them"),
        arguments(
            "a hosted choice",
            "'input':'x','tool_choice':{'type':'web_search'}",
            "tool_choice.type",
            "only functions"),
        arguments(
            "an unknown function",
            "'input':'x','tools':[{'type':'function','name':'f'}],'tool_choice':{'type':'function','name':'g'}",
            "tool_choice.name",
            "one of the tools"),
        arguments(
            "an unknown allowed function",
            "'input':'x','tools':[{'type':'function','name':'f'}],'tool_choice':{'type':'allowed_tools','mode':'auto','tools':[{'type':'function','name':'g'}]}",
            "tool_choice.tools",
            "one of the tools"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("requests")
  void it_is_refused(String name, String fields, String param, String words) {
    byte[] body = Json.bytes("{'model':'m'" + (fields.isEmpty() ? "" : ",") + fields + "}");

    BadRequest refused =
        catchThrowableOfType(
            BadRequest.class, () -> ResponsesRequestReader.read(body, new IgnoredFields()));

    assertThat(refused).as(name).isNotNull();
    assertThat(refused.param()).contains(param);
    assertThat(refused).hasMessageContaining(words);
  }

  private static String message(String role, String content) {
    return "'input':[{'type':'message','role':" + role + ",'content':" + content + "}]";
  }

  private static String call(String id) {
    return "{'type':'function_call','call_id':'" + id + "','name':'f','arguments':'{}'}";
  }
}
