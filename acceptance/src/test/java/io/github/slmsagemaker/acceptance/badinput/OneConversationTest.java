package io.github.slmsagemaker.acceptance.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.slmsagemaker.acceptance.stage.Sent;
import io.github.slmsagemaker.acceptance.stage.Stage;
import io.github.slmsagemaker.acceptance.stage.Wire;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Promise P25: what reaches the engine does not tell by which protocol it was asked. */
@ExtendWith(Doors.Opened.class)
final class OneConversationTest {
  private static final String SCHEMA =
      "{'type':'object','properties':{'city':{'type':'string'}},'required':['city']}";

  private final Doors doors;

  OneConversationTest(Doors doors) {
    this.doors = doors;
  }

  @Test
  void three_protocols_ask_the_engine_the_same_and_hand_out_the_same() throws IOException {
    Wire.Reply chat = ask("/v1/chat/completions", chat());
    JsonNode asked = doors.lastEngineRequest();
    Wire.Reply responses = ask("/v1/responses", responses());
    JsonNode askedByResponses = doors.lastEngineRequest();
    Wire.Reply messages = ask("/v1/messages", messages());
    JsonNode askedByMessages = doors.lastEngineRequest();

    assertThat(asked.path("prompt").asString())
        .contains("be brief", "<tools>", "Oslo", "Rome", "cold", "warm", "and?");
    assertThat(askedByResponses).isEqualTo(asked);
    assertThat(askedByMessages).isEqualTo(asked);
    assertThat(json(chat).at("/choices/0/message/content").asString()).isEqualTo("Good day");
    assertThat(json(responses).at("/output/0/content/0/text").asString()).isEqualTo("Good day");
    assertThat(json(messages).at("/content/0/text").asString()).isEqualTo("Good day");
    assertThat(json(responses).at("/usage/input_tokens"))
        .isEqualTo(json(chat).at("/usage/prompt_tokens"));
    assertThat(json(messages).at("/usage/output_tokens"))
        .isEqualTo(json(chat).at("/usage/completion_tokens"));
  }

  private Wire.Reply ask(String path, String fields) throws IOException {
    Wire.Reply reply =
        doors.toFrontDoor(
            Sent.post(path, "{'model':'" + Stage.MODEL + "','temperature':0," + fields + "}"));
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    return reply;
  }

  private static JsonNode json(Wire.Reply reply) {
    return JsonMapper.shared().readTree(reply.body());
  }

  private static String chat() {
    String call = "{'id':'%s','type':'function','function':{'name':'w','arguments':'%s'}}";
    return "'max_tokens':9,'messages':[{'role':'system','content':'be brief'},"
        + "{'role':'user','content':'w?'},{'role':'assistant','content':null,'tool_calls':["
        + call.formatted("a", arguments("Oslo"))
        + ","
        + call.formatted("b", arguments("Rome"))
        + "]},{'role':'tool','tool_call_id':'a','content':'cold'},"
        + "{'role':'tool','tool_call_id':'b','content':'warm'},{'role':'user','content':'and?'}],"
        + "'tools':[{'type':'function','function':{'name':'w','description':'d','parameters':"
        + SCHEMA
        + "}}]";
  }

  private static String responses() {
    String call = "{'type':'function_call','call_id':'%s','name':'w','arguments':'%s'}";
    return "'max_output_tokens':9,'instructions':'be brief','input':["
        + "{'role':'user','content':'w?'},"
        + call.formatted("a", arguments("Oslo"))
        + ","
        + call.formatted("b", arguments("Rome"))
        + ",{'type':'function_call_output','call_id':'a','output':'cold'},"
        + "{'type':'function_call_output','call_id':'b','output':'warm'},"
        + "{'role':'user','content':'and?'}],'tools':[{'type':'function','name':'w',"
        + "'description':'d','parameters':"
        + SCHEMA
        + "},{'type':'web_search'}]";
  }

  private static String messages() {
    String call = "{'type':'tool_use','id':'%s','name':'w','input':{'city':'%s'}}";
    return "'max_tokens':9,'system':'be brief','messages':[{'role':'user','content':'w?'},"
        + "{'role':'assistant','content':["
        + call.formatted("a", "Oslo")
        + ","
        + call.formatted("b", "Rome")
        + "]},{'role':'user','content':[{'type':'tool_result','tool_use_id':'a',"
        + "'content':'cold'},{'type':'tool_result','tool_use_id':'b','content':'warm'},"
        + "{'type':'text','text':'and?'}]}],'tools':[{'name':'w','description':'d',"
        + "'input_schema':"
        + SCHEMA
        + "}]";
  }

  private static String arguments(String city) {
    return "{\\'city\\':\\'" + city + "\\'}";
  }
}
