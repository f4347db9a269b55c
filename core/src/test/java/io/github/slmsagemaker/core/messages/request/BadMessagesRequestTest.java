package io.github.slmsagemaker.core.messages.request;

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
final class BadMessagesRequestTest {
  private static final String HI = "'messages':[{'role':'user','content':'hi'}]";

  static Stream<Arguments> requests() {
    return Stream.of(
        arguments("no messages", "'max_tokens':9", "messages", "required"),
        arguments("no max_tokens", HI, "max_tokens", "required"),
        arguments("max_tokens 0", HI + ",'max_tokens':0", "max_tokens", "1 to"),
        arguments("messages []", limited("'messages':[]"), "messages", "1 to 4096"),
        arguments("a role", user("'root'", "'x'"), "messages[0].role", "user, assistant or system"),
        arguments("content 5", user("'user'", "5"), "messages[0].content", "content blocks"),
        arguments("content []", user("'user'", "[]"), "messages[0].content", "1 to 1024"),
        arguments(
            "an image",
            user("'user'", "[{'type':'image','source':{'type':'url','url':'http://x/'}}]"),
            "messages[0].content[0].type",
            "nothing is fetched"),
        arguments(
            "a document",
            user("'user'", "[{'type':'document','source':{}}]"),
            "messages[0].content[0].type",
            "text only"),
        arguments(
            "an image in a result",
            limited(
                "'messages':[{'role':'assistant','content':["
                    + use("c")
                    + "]},{'role':'user','content':[{'type':'tool_result','tool_use_id':'c',"
                    + "'content':[{'type':'image'}]}]}]"),
            "messages[1].content[0].content[0].type",
            "text only"),
        arguments(
            "a result without its call",
            user("'user'", "[{'type':'tool_result','tool_use_id':'c'}]"),
            "messages[0].content[0].tool_use_id",
            "tool_use block"),
        arguments(
            "two calls of one id",
            user("'assistant'", "[" + use("c") + "," + use("c") + "]"),
            "messages[0].content[1].id",
            "of its own"),
        arguments(
            "input as a string",
            user("'assistant'", "[{'type':'tool_use','id':'c','name':'f','input':'{}'}]"),
            "messages[0].content[0].input",
            "an object"),
        arguments(
            "a prefilled answer", user("'assistant'", "'{'"), "messages[0].role", "not continued"),
        arguments("system 5", limited(HI + ",'system':5"), "system", "content blocks"),
        arguments(
            "an image in system",
            limited(HI + ",'system':[{'type':'image'}]"),
            "system[0].type",
            "text only"),
        arguments("stop", limited(HI + ",'stop':['x']"), "stop", "`stop_sequences`"),
        arguments("a slip", limited(HI + ",'sytem':'x'"), "sytem", "`system`"),
        arguments(
            "five stops",
            limited(HI + ",'stop_sequences':['a','b','c','d','e']"),
            "stop_sequences",
            "0 to 4"),
        arguments(
            "an empty stop",
            limited(HI + ",'stop_sequences':['']"),
            "stop_sequences[0]",
            "1 to 256"),
        arguments(
            "a promise", limited(HI + ",'guided_json':{}"), "guided_json", "output_config.format"),
        arguments("a thread", limited(HI + ",'thread':{'type':'create'}"), "thread", "send all"),
        arguments("top_k", limited(HI + ",'top_k':'1'"), "top_k", "integer"),
        arguments(
            "no input_schema",
            limited(HI + ",'tools':[{'name':'f'}]"),
            "tools[0].input_schema",
            "required"),
        arguments(
            "a tool's name",
            limited(HI + ",'tools':[{'name':'a b','input_schema':{}}]"),
            "tools[0].name",
            "1 to 128"),
        arguments(
            "any without tools",
            limited(
                HI
                    + ",'tools':[{'type':'bash_20250124','name':'bash'}],'tool_choice':{'type':'any'}"),
            "tool_choice.type",
            "add them"),
        arguments(
            "an unknown tool",
            limited(
                HI
                    + ",'tools':[{'name':'f','input_schema':{}}],'tool_choice':{'type':'tool','name':'g'}"),
            "tool_choice.name",
            "one of the tools"),
        arguments(
            "a choice in another's words",
            limited(HI + ",'tool_choice':'auto'"),
            "tool_choice",
            "an object"),
        arguments(
            "a format",
            limited(HI + ",'output_config':{'format':{'type':'regex'}}"),
            "output_config.format.type",
            "json_schema"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("requests")
  void it_is_refused(String name, String fields, String param, String words) {
    byte[] body = Json.bytes("{'model':'m'," + fields + "}");

    BadRequest refused =
        catchThrowableOfType(
            BadRequest.class, () -> MessagesRequestReader.read(body, new IgnoredFields()));

    assertThat(refused).as(name).isNotNull();
    assertThat(refused.param()).contains(param);
    assertThat(refused).hasMessageContaining(words);
  }

  private static String limited(String fields) {
    return fields + ",'max_tokens':9";
  }

  private static String user(String role, String content) {
    return limited("'messages':[{'role':" + role + ",'content':" + content + "}]");
  }

  private static String use(String id) {
    return "{'type':'tool_use','id':'" + id + "','name':'f','input':{}}";
  }
}
