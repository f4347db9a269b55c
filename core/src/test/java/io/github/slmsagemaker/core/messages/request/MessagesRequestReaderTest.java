package io.github.slmsagemaker.core.messages.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.slmsagemaker.core.chat.ChatRequest;
import io.github.slmsagemaker.core.chat.Message;
import io.github.slmsagemaker.core.chat.ToolCall;
import io.github.slmsagemaker.core.chat.ToolChoice;
import io.github.slmsagemaker.core.chat.ToolDefinition;
import io.github.slmsagemaker.core.json.IgnoredFields;
import io.github.slmsagemaker.core.json.RequestField;
import io.github.slmsagemaker.core.openai.Json;
import java.util.List;
import org.junit.jupiter.api.Test;

final class MessagesRequestReaderTest {
  private final IgnoredFields ignored = new IgnoredFields();

  @Test
  void results_and_text_of_one_message_stay_in_order_and_an_error_says_so() {
    ChatRequest request =
        read(
            "'messages':[{'role':'user','content':'go'},{'role':'assistant','content':["
                + "{'type':'redacted_thinking','data':'x'},"
                + "{'type':'tool_use','id':'a','name':'f','input':{'n':1}},"
                + "{'type':'tool_use','id':'b','name':'f','input':{}}]},"
                + "{'role':'user','content':[{'type':'tool_result','tool_use_id':'b',"
                + "'is_error':true,'content':'no such file'},{'type':'tool_result',"
                + "'tool_use_id':'a'},{'type':'text','text':'well?'}]}]");

    assertThat(request.messages())
        .containsExactly(
            new Message.User("go"),
            new Message.Assistant(
                "", List.of(new ToolCall("a", "f", "{\"n\":1}"), new ToolCall("b", "f", "{}"))),
            new Message.Tool("b", "Error: no such file"),
            new Message.Tool("a", ""),
            new Message.User("well?"));
  }

  @Test
  void what_a_coding_agent_always_sends_is_dropped_and_named() {
    ChatRequest request =
        read(
            "'messages':[{'role':'user','content':'hi'},{'role':'system','content':'note'}],"
                + "'thinking':{'type':'adaptive'},'context_management':{'edits':[]},"
                + "'output_config':{'effort':'medium'},'betas':['x'],'metadata':{'user_id':'u'},"
                + "'tools':[{'type':'web_search_20250305','name':'web_search'},"
                + "{'name':'mcp__a-server-with-a-long-name__and_a_tool_with_an_even_longer_name',"
                + "'input_schema':{'type':'object'},'cache_control':{'type':'ephemeral'}}]");

    assertThat(ignored.header())
        .contains(
            "thinking,context_management,betas,tools[0].web_search_20250305,output_config.effort");
    assertThat(request.tools()).extracting(ToolDefinition::name).first().asString().hasSize(67);
    assertThat(request.toolChoice()).isEqualTo(new ToolChoice.Auto());
    assertThat(request.messages())
        .containsExactly(new Message.User("hi"), new Message.System("note"));
  }

  @Test
  void a_prompt_that_is_only_counted_needs_no_budget() {
    ChatRequest request =
        MessagesRequestReader.readToCount(
            Json.bytes("{'model':'m','messages':[{'role':'user','content':'hi'}]}"), ignored);

    assertThat(request.messages()).containsExactly(new Message.User("hi"));
    assertThat(request.maxTokens()).isEmpty();
  }

  @Test
  void sampling_and_stops_are_as_asked() {
    ChatRequest request =
        read(
            "'messages':[{'role':'user','content':'hi'}],'temperature':0.25,'top_p':0.5,"
                + "'top_k':7,'stop_sequences':['END']");

    assertThat(request.sampling().temperature()).isEqualTo(0.25);
    assertThat(request.sampling().topP()).isEqualTo(0.5);
    assertThat(request.sampling().beyond().topK()).isEqualTo(7);
    assertThat(request.stop()).containsExactly("END");
    assertThat(request.maxTokens()).hasValue(9);
  }

  @Test
  void required_fields_come_first_and_the_rest_by_name() {
    List<String> names = MessagesFields.all().stream().map(RequestField::name).toList();

    assertThat(names.subList(0, 3)).containsExactly("max_tokens", "messages", "model");
    assertThat(names.stream().skip(3)).isSorted().hasSize(25);
  }

  private ChatRequest read(String fields) {
    return MessagesRequestReader.read(
        Json.bytes("{'model':'m','max_tokens':9," + fields + "}"), ignored);
  }
}
