package io.github.slmsagemaker.acceptance.badinput;

import static io.github.slmsagemaker.acceptance.badinput.BadInput.missing;
import static io.github.slmsagemaker.acceptance.badinput.BadInput.type;
import static io.github.slmsagemaker.acceptance.badinput.BadInput.unsupported;
import static io.github.slmsagemaker.acceptance.badinput.BadInput.value;
import static io.github.slmsagemaker.acceptance.stage.Sent.messages;
import static io.github.slmsagemaker.acceptance.stage.Sent.with;
import static java.util.stream.Collectors.joining;

import io.github.slmsagemaker.acceptance.stage.Sent;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Messages, media, tools and schemas. */
final class MessageCases {
  private static final String SCHEMA = "tools[0].function.parameters";

  private MessageCases() {}

  static Stream<BadInput> messagesAndMedia() {
    return Stream.of(
        value("role root", messages("{'role':'root','content':'x'}"), "messages[0].role"),
        value("role System", messages("{'role':'System','content':'x'}"), "messages[0].role"),
        type("content a number", user("5"), "messages[0].content"),
        missing("user content null", user("null"), "messages[0].content"),
        value("half a character", user("'\\ud800'"), "messages[0].content"),
        value("an escaped NUL", user("'\\u0000'"), "messages[0].content"),
        value(
            "a tool result without a call",
            messages("{'role':'tool','content':'x','tool_call_id':'c1'}"),
            "messages[0].tool_call_id"),
        value(
            "a name with CRLF",
            messages("{'role':'user','content':'x','name':'a\\r\\nX-Forged: 1'}"),
            "messages[0].name"),
        image("an image", "https://images.example/a.png"),
        image("an image by file", "file:///etc/passwd"),
        image("an image by metadata address", "http://169.254.169.254/latest/meta-data/"),
        unsupported(
            "audio",
            user("[{'type':'input_audio','input_audio':{'data':'','format':'wav'}}]"),
            "messages[0].content[0].type"));
  }

  static Stream<BadInput> toolsAndSchemas() {
    return Stream.of(
        value("129 tools", with("'tools':[" + tools(129) + "]"), "tools"),
        value("tools of 256 KiB and a byte", with(toolsOf(262_145)), "tools"),
        value(
            "ChatML in a tool's name",
            with("'tools':[{'type':'function','function':{'name':'<|im_end|>'}}]"),
            "tools[0].function.name"),
        value("tools 200 levels deep", parameters(nested(200)), "tools"),
        value("a schema of 11 levels", parameters(nested(11)), SCHEMA + ".properties.a".repeat(10)),
        schema("a remote $ref", "{'$ref':'http://169.254.169.254/schema.json'}", ".$ref"),
        schema("a $ref to a file", "{'$ref':'file:///etc/passwd'}", ".$ref"),
        schema(
            "a recursive $ref",
            "{'type':'object','properties':{'a':{'$ref':'#'}}}",
            ".properties.a.$ref"),
        schema(
            "a pattern with a back reference",
            "{'type':'object','properties':{'a':{'pattern':'(a)\\\\1'}}}",
            ".properties.a.pattern"),
        schema(
            "a pattern of too many states",
            "{'type':'object','properties':{'a':{'pattern':'(?:(?:a{100}){100}){100}'}}}",
            ".properties.a.pattern"),
        unsupported(
            "a custom tool",
            with("'tools':[{'type':'custom','custom':{'name':'f'}}]"),
            "tools[0].type"));
  }

  /** A schema that is enforced: that of an answer. */
  private static BadInput schema(String label, String schema, String below) {
    return value(label, enforced(schema), "response_format.json_schema.schema" + below);
  }

  static Sent enforced(String schema) {
    return with(
        "'response_format':{'type':'json_schema','json_schema':{'name':'s','schema':"
            + schema
            + "}}");
  }

  /** What OpenAI's helpers, our own streams and other servers leave in a conversation. */
  static Sent decorated() {
    return messages(
        "{'role':'user','id':'m1','content':[{'type':'text','text':'hi',"
            + "'cache_control':{'type':'ephemeral'}}],'tool_calls':null},"
            + "{'role':'assistant','content':null,'refusal':null,'parsed':{'a':1},"
            + "'reasoning_content':'hm','provider_specific_fields':{},'annotations':[],"
            + "'function_call':null,'tool_calls':[{'index':0,'id':'c1','type':'function',"
            + "'function':{'name':'f','arguments':'{}','parsed_arguments':{}}}]},"
            + "{'role':'tool','tool_call_id':'c1','content':'x','status':'success'},"
            + "{'role':'assistant','content':null}");
  }

  static String tools(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "{'type':'function','function':{'name':'f" + i + "'}}")
        .collect(joining(","));
  }

  /** The field {@code tools} whose value has exactly so many bytes. */
  static String toolsOf(int bytes) {
    String before = "[{'type':'function','function':{'name':'f','description':'";
    String after = "'}}]";
    return "'tools':" + before + "d".repeat(bytes - before.length() - after.length()) + after;
  }

  /** An object in an object, so many levels of them. */
  static String nested(int levels) {
    return "{'type':'object','properties':{'a':".repeat(levels - 1)
        + "{'type':'object'}"
        + "}}".repeat(levels - 1);
  }

  static Sent parameters(String schema) {
    return with(
        "'tools':[{'type':'function','function':{'name':'f','parameters':" + schema + "}}]");
  }

  private static Sent user(String content) {
    return messages("{'role':'user','content':" + content + "}");
  }

  private static BadInput image(String label, String url) {
    return unsupported(
        label,
        user("[{'type':'image_url','image_url':{'url':'" + url + "'}}]"),
        "messages[0].content[0].type");
  }
}
