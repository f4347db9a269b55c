package io.github.slmsagemaker.core.protocols;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.slmsagemaker.core.json.IgnoredFields;
import io.github.slmsagemaker.core.messages.request.MessagesRequestReader;
import io.github.slmsagemaker.core.openai.Json;
import io.github.slmsagemaker.core.openai.request.ChatRequestReader;
import io.github.slmsagemaker.core.responses.request.ResponsesRequestReader;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Promise P25: what is the same conversation is the same request, whoever's words it is in. */
final class OneConversationTest {
  private static final String SCHEMA =
      "{'type':'object','properties':{'city':{'type':'string'}},'required':['city']}";

  static Stream<Arguments> conversations() {
    return Stream.of(
        arguments(
            "one question",
            "'messages':[{'role':'user','content':'hi'}],'max_tokens':9",
            "'input':'hi','max_output_tokens':9",
            "'messages':[{'role':'user','content':'hi'}],'max_tokens':9"),
        arguments(
            "parts are joined with nothing between",
            "'messages':[{'role':'user','content':[{'type':'text','text':'a'},"
                + "{'type':'text','text':'b'}]}],'max_tokens':9",
            "'input':[{'role':'user','content':[{'type':'input_text','text':'a'},"
                + "{'type':'input_text','text':'b'}]}],'max_output_tokens':9",
            "'messages':[{'role':'user','content':[{'type':'text','text':'a'},"
                + "{'type':'text','text':'b'}]}],'max_tokens':9"),
        arguments(
            "system, tools, two calls and their results",
            "'messages':[{'role':'system','content':'be brief'},{'role':'user','content':'w?'},"
                + "{'role':'assistant','content':'let me see','tool_calls':["
                + chatCall("c1", "Oslo")
                + ","
                + chatCall("c2", "Rome")
                + "]},{'role':'tool','tool_call_id':'c1','content':'cold'},"
                + "{'role':'tool','tool_call_id':'c2','content':[{'type':'text','text':'warm'}]},"
                + "{'role':'user','content':'and?'}],'tools':[{'type':'function','function':{"
                + "'name':'w','description':'weather','parameters':"
                + SCHEMA
                + "}}],'tool_choice':'required','parallel_tool_calls':false,'max_tokens':9,"
                + "'temperature':0.5,'top_p':0.5,'stream':true,'stream_options':"
                + "{'include_usage':true}",
            "'instructions':'be brief','input':[{'role':'user','content':'w?'},"
                + "{'type':'reasoning','id':'rs_1','summary':[]},"
                + "{'type':'message','id':'msg_1','role':'assistant','status':'completed',"
                + "'phase':'commentary','content':[{'type':'output_text','text':'let me see',"
                + "'annotations':[]}]},"
                + responsesCall("c1", "Oslo")
                + ","
                + responsesCall("c2", "Rome")
                + ",{'type':'function_call_output','call_id':'c1','output':'cold'},"
                + "{'type':'function_call_output','call_id':'c2','output':"
                + "[{'type':'input_text','text':'warm'}]},"
                + "{'type':'message','role':'user','content':'and?'}],'tools':["
                + "{'type':'function','name':'w','description':'weather','parameters':"
                + SCHEMA
                + "}],'tool_choice':'required','parallel_tool_calls':false,"
                + "'max_output_tokens':9,'temperature':0.5,'top_p':0.5,'stream':true",
            "'system':[{'type':'text','text':'be brief','cache_control':{'type':'ephemeral'}}],"
                + "'messages':[{'role':'user','content':'w?'},{'role':'assistant','content':["
                + "{'type':'thinking','thinking':'hm','signature':'s'},"
                + "{'type':'text','text':'let me see'},"
                + messagesCall("c1", "Oslo")
                + ","
                + messagesCall("c2", "Rome")
                + "]},{'role':'user','content':[{'type':'tool_result','tool_use_id':'c1',"
                + "'content':'cold'},{'type':'tool_result','tool_use_id':'c2','content':"
                + "[{'type':'text','text':'warm'}],'cache_control':{'type':'ephemeral'}},"
                + "{'type':'text','text':'and?'}]}],'tools':[{'name':'w','description':'weather',"
                + "'input_schema':"
                + SCHEMA
                + "}],'tool_choice':{'type':'any','disable_parallel_tool_use':true},"
                + "'max_tokens':9,'temperature':0.5,'top_p':0.5,'stream':true"),
        arguments(
            "a named tool, and others",
            "'messages':[{'role':'user','content':'w?'}],'tools':[{'type':'function','function':"
                + "{'name':'w','parameters':{}}},{'type':'function','function':{'name':'x',"
                + "'parameters':{},'strict':true}}],'tool_choice':{'type':'function','function':"
                + "{'name':'w'}},'max_tokens':9",
            "'input':'w?','tools':[{'type':'function','name':'w'},{'type':'function','name':'x',"
                + "'strict':true}],'tool_choice':{'type':'function','name':'w'},"
                + "'max_output_tokens':9",
            "'messages':[{'role':'user','content':'w?'}],'tools':[{'name':'w','input_schema':{}},"
                + "{'type':'custom','name':'x','input_schema':{},'strict':true}],"
                + "'tool_choice':{'type':'tool','name':'w'},'max_tokens':9"),
        arguments(
            "a system message in the middle and a JSON schema",
            "'messages':[{'role':'user','content':'w?'},{'role':'system','content':'now JSON'}],"
                + "'response_format':{'type':'json_schema','json_schema':{'name':'answer',"
                + "'schema':"
                + SCHEMA
                + "}},'max_tokens':9",
            "'input':[{'role':'user','content':'w?'},{'role':'developer','content':'now JSON'}],"
                + "'text':{'format':{'type':'json_schema','name':'answer','schema':"
                + SCHEMA
                + "},'verbosity':'low'},'max_output_tokens':9",
            "'messages':[{'role':'user','content':'w?'},{'role':'system','content':'now JSON'}],"
                + "'output_config':{'format':{'type':'json_schema','schema':"
                + SCHEMA
                + "}},'max_tokens':9"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("conversations")
  void three_protocols_ask_the_same(String name, String chat, String responses, String messages) {
    var asked = ChatRequestReader.read(body(chat), new IgnoredFields());

    assertThat(ResponsesRequestReader.read(body(responses), new IgnoredFields()).chat())
        .isEqualTo(asked);
    assertThat(MessagesRequestReader.read(body(messages), new IgnoredFields())).isEqualTo(asked);
  }

  private static byte[] body(String fields) {
    return Json.bytes("{'model':'m'," + fields + "}");
  }

  private static String chatCall(String id, String city) {
    return "{'id':'%s','type':'function','function':{'name':'w','arguments':%s}}"
        .formatted(id, quoted(city));
  }

  private static String responsesCall(String id, String city) {
    return "{'type':'function_call','id':'fc_%s','call_id':'%s','name':'w','arguments':%s}"
        .formatted(id, id, quoted(city));
  }

  private static String messagesCall(String id, String city) {
    return "{'type':'tool_use','id':'%s','name':'w','input':{'city':'%s'}}".formatted(id, city);
  }

  private static String quoted(String city) {
    return "'{\\'city\\':\\'" + city + "\\'}'";
  }
}
