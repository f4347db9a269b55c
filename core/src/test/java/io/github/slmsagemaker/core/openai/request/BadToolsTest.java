package io.github.slmsagemaker.core.openai.request;

import static io.github.slmsagemaker.core.openai.Json.chat;
import static io.github.slmsagemaker.core.openai.Json.parameters;
import static io.github.slmsagemaker.core.openai.Json.strict;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.slmsagemaker.core.chat.ToolDefinition;
import io.github.slmsagemaker.core.failure.Failure.BadRequest;
import io.github.slmsagemaker.core.openai.Json;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tools, schemas and formats that are refused before a model is asked, nothing fetched. */
final class BadToolsTest {
  private static final String SCHEMA = "tools[0].function.parameters";

  static Stream<Arguments> tools() {
    return Stream.of(
        arguments("129 tools", chat("'tools':[" + tools(129) + "]"), "tools", "129"),
        arguments("tools {}", chat("'tools':{}"), "tools", "an object"),
        arguments("tools [null]", chat("'tools':[null]"), "tools[0]", "null"),
        arguments(
            "over 256 KiB",
            chat("'tools':[" + described("d".repeat(263_000)) + "]"),
            "tools",
            "at most 262144"),
        arguments(
            "two tools of one name",
            chat("'tools':[" + tool("f") + "," + tool("f") + "]"),
            "tools[1].function.name",
            "of its own"),
        arguments(
            "a name with a space",
            chat("'tools':[" + tool("a b") + "]"),
            "tools[0].function.name",
            "A-Z"),
        arguments(
            "a name of 65",
            chat("'tools':[" + tool("n".repeat(65)) + "]"),
            "tools[0].function.name",
            "1 to 64"),
        arguments(
            "a custom tool", chat("'tools':[{'type':'custom'}]"), "tools[0].type", "\"function\""),
        arguments(
            "strict 1",
            chat("'tools':[{'type':'function','function':{'name':'f','strict':1}}]"),
            "tools[0].function.strict",
            "true or false"),
        arguments("a choice without tools", chat("'tool_choice':'required'"), "tool_choice", "add"),
        arguments(
            "an unknown choice",
            chat("'tools':[" + tool("f") + "],'tool_choice':'any'"),
            "tool_choice",
            "none, auto"),
        arguments(
            "a choice of an absent tool",
            chat("'tools':[" + tool("f") + "],'tool_choice':" + named("g")),
            "tool_choice.function.name",
            "one of the tools"),
        arguments(
            "a named choice without tools",
            chat("'tool_choice':" + named("g")),
            "tool_choice.function.name",
            "one of the tools"),
        arguments(
            "allowed_tools",
            chat("'tool_choice':{'type':'allowed_tools','allowed_tools':{}}"),
            "tool_choice.type",
            "\"function\""));
  }

  static Stream<Arguments> schemas() {
    return Stream.of(
        schema("an array", "[]", "", "an object"),
        schema("of type string", "{'type':'string'}", ".type", "\"object\""),
        schema("11 levels deep", nested(11), ".properties.a".repeat(10), "deeper than 10"),
        arguments("200 levels deep", parameters(nested(200)), "tools", "deeper than 64"),
        schema("remote $ref", "{'$ref':'http://169.254.169.254/'}", ".$ref", "nothing is fetched"),
        schema("file $ref", "{'$ref':'file:///etc/passwd'}", ".$ref", "nothing is fetched"),
        schema("relative $ref", "{'$ref':'other.json#/a'}", ".$ref", "nothing is fetched"),
        schema("anchor $ref", "{'$ref':'#a'}", ".$ref", "nothing is fetched"),
        schema("$ref to nothing", "{'$ref':'#/$defs/a'}", ".$ref", "that is in the schema"),
        schema("$ref to itself", "{'$ref':'#'}", ".$ref", "no recursion"),
        schema(
            "$ref to what holds it",
            "{'properties':{'a':{'$ref':'#'}}}",
            ".properties.a.$ref",
            "no recursion"),
        schema(
            "$ref in a circle",
            "{'$defs':{'a':{'items':{'$ref':'#/$defs/b'}},'b':{'items':{'$ref':'#/$defs/a'}}}}",
            ".$defs.a.items.$ref.items.$ref",
            "no recursion"),
        schema(
            "$ref in a circle by an escape",
            "{'$defs':{'a':{'$ref':'#/%24defs/a'}}}",
            ".$defs.a.$ref",
            "no recursion"),
        schema("$dynamicRef", "{'$dynamicRef':'#a'}", ".$dynamicRef", "$ref"),
        schema("foreign dialect", "{'$schema':'http://evil.example/s'}", ".$schema", "json-schema"),
        schema("inner $id", "{'not':{'$id':'http://evil.example/'}}", ".not.$id", "no $id"),
        schema(
            "a pattern of 4097",
            "{'properties':{'a':{'pattern':'" + "x".repeat(4_097) + "'}}}",
            ".properties.a.pattern",
            "more than 4096"),
        schema("a pattern that is none", "{'pattern':'('}", ".pattern", "ECMA-262"),
        schema("a pattern 1", "{'pattern':1}", ".pattern", "a string"),
        schema("a back reference", "{'pattern':'(a)\\\\1'}", ".pattern", "back references"),
        schema(
            "a pattern of a million states",
            "{'pattern':'(?:(?:a{100}){100}){100}'}",
            ".pattern",
            "more than 20000 states"),
        schema(
            "patterns of too many states together",
            "{'patternProperties':{'a{18000}':{},'b{18000}':{},'c{18000}':{},'d{18000}':{},"
                + "'e{18000}':{},'f{18000}':{}}}",
            ".patternProperties",
            "more than 100000 states"),
        schema(
            "a property pattern that is none",
            "{'patternProperties':{'[':{}}}",
            ".patternProperties",
            "ECMA-262"),
        schema(
            "an unknown type",
            "{'properties':{'a':{'type':'str'}}}",
            ".properties.a.type",
            "one or more"),
        schema("properties []", "{'properties':[]}", ".properties", "an object"),
        schema("a property 1", "{'properties':{'a':1}}", ".properties.a", "an object"),
        schema("required 'a'", "{'required':'a'}", ".required", "an array"),
        schema("anyOf {}", "{'anyOf':{}}", ".anyOf", "an array"));
  }

  static Stream<Arguments> formats() {
    String format = "response_format";
    return Stream.of(
        arguments("a string", chat("'response_format':'json'"), format, "an object"),
        arguments(
            "no type", chat("'response_format':{'json_schema':{}}"), format + ".type", "required"),
        arguments("xml", chat("'response_format':{'type':'xml'}"), format + ".type", "json_schema"),
        arguments(
            "no schema",
            chat("'response_format':{'type':'json_schema','json_schema':{'name':'a'}}"),
            format + ".json_schema.schema",
            "required"),
        arguments(
            "no name",
            chat("'response_format':{'type':'json_schema','json_schema':{'schema':{}}}"),
            format + ".json_schema.name",
            "required"),
        arguments(
            "a remote schema",
            chat(
                "'response_format':{'type':'json_schema','json_schema':"
                    + "{'name':'a','schema':{'$ref':'https://a.example/s.json'}}}"),
            format + ".json_schema.schema.$ref",
            "nothing is fetched"),
        arguments(
            "a schema with json_object",
            chat("'response_format':{'type':'json_object','schema':{}}"),
            format + ".schema",
            "the type json_schema"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"tools", "schemas", "formats"})
  void is_refused_with_its_field_and_the_fix(
      String label, byte[] body, String param, String advice) {
    BadRequest refused = catchThrowableOfType(BadRequest.class, () -> ChatRequestReader.read(body));

    assertThat(refused).as("refusal").isNotNull();
    assertThat(refused.param()).contains(param);
    assertThat(refused.explanation()).startsWith(param).contains(advice).doesNotContain("\n");
  }

  @Test
  void caps_themselves_are_accepted() {
    assertThatCode(() -> ChatRequestReader.read(chat("'tools':[" + tools(128) + "]")))
        .doesNotThrowAnyException();
    assertThatCode(() -> ChatRequestReader.read(strict(nested(10)))).doesNotThrowAnyException();
    assertThatCode(() -> ChatRequestReader.read(strict("{'pattern':'" + "x".repeat(4_096) + "'}")))
        .doesNotThrowAnyException();
  }

  @Test
  void a_property_may_be_called_like_a_keyword() {
    String schema =
        "{'type':'object','properties':{'$ref':{'type':'string'},'type':{'const':{'$ref':'x'}}},"
            + "'$defs':{'a':{'type':['string','null']}},'required':['$ref']}";

    assertThat(ChatRequestReader.read(strict(schema)).tools().getFirst().rule())
        .isEqualTo(Json.parsed(Json.bytes(schema)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'properties':{'a':{'$ref':'#'}}}",
        "{'$ref':'http://169.254.169.254/'}",
        "{'$ref':'#/nowhere'}",
        "{'pattern':'('}",
        "{'pattern':'(a)\\\\1'}",
        "{'pattern':'(?:(?:(?:){65535}){65535}){65535}'}",
        "{'patternProperties':{'(?:(?:a{1000}){1000}){1000}':{}}}",
        "{'type':'string'}",
        "{'properties':[],'required':7,'type':[],'items':null,'enum':{}}",
        "{'$schema':'http://evil.example/s'}"
      })
  void what_nothing_enforces_is_shown_as_it_is(String schema) {
    ToolDefinition tool = ChatRequestReader.read(parameters(schema)).tools().getFirst();

    assertThat(tool.parameters()).isEqualTo(Json.parsed(Json.bytes(schema)));
    assertThat(tool.strict()).isFalse();
  }

  @Test
  void what_is_only_shown_has_its_cap_of_levels_too() {
    assertThatCode(() -> ChatRequestReader.read(parameters(nested(10)))).doesNotThrowAnyException();

    BadRequest refused =
        catchThrowableOfType(
            BadRequest.class, () -> ChatRequestReader.read(parameters(nested(11))));
    assertThat(refused.param()).contains(SCHEMA + ".properties.a".repeat(10));
    assertThat(refused.explanation()).contains("deeper than 10");
  }

  @Test
  void a_keyword_that_is_null_is_as_if_left_out() {
    String schema =
        "{'type':'object','description':null,'required':null,'properties':{'a':{'type':'string',"
            + "'pattern':null,'default':null,'enum':['x',null]},'b':null,'enum':{'type':null}}}";
    String meant =
        "{'type':'object','properties':{'a':{'type':'string','default':null,'enum':['x',null]},"
            + "'enum':{}}}";

    assertThat(ChatRequestReader.read(strict(schema)).tools().getFirst().rule())
        .isEqualTo(Json.parsed(Json.bytes(meant)));
  }

  private static Arguments schema(String label, String schema, String below, String advice) {
    return arguments(label, strict(schema), SCHEMA + below, advice);
  }

  private static String nested(int levels) {
    return "{'properties':{'a':".repeat(levels - 1) + "{}" + "}}".repeat(levels - 1);
  }

  private static String tools(int count) {
    return IntStream.range(0, count).mapToObj(i -> tool("f" + i)).collect(Collectors.joining(","));
  }

  private static String tool(String name) {
    return "{'type':'function','function':{'name':'" + name + "'}}";
  }

  private static String described(String description) {
    return "{'type':'function','function':{'name':'f','description':'" + description + "'}}";
  }

  private static String named(String name) {
    return "{'type':'function','function':{'name':'" + name + "'}}";
  }
}
