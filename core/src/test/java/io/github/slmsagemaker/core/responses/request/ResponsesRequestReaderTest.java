package io.github.slmsagemaker.core.responses.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.slmsagemaker.core.chat.Message;
import io.github.slmsagemaker.core.chat.ToolCall;
import io.github.slmsagemaker.core.chat.ToolChoice;
import io.github.slmsagemaker.core.chat.ToolDefinition;
import io.github.slmsagemaker.core.json.IgnoredFields;
import io.github.slmsagemaker.core.json.RequestField;
import io.github.slmsagemaker.core.openai.Json;
import io.github.slmsagemaker.core.responses.ResponsesRequest;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ResponsesRequestReaderTest {
  private final IgnoredFields ignored = new IgnoredFields();

  @Test
  void a_call_after_a_result_begins_a_turn_of_its_own() {
    ResponsesRequest request =
        read(
            "'input':[{'role':'user','content':'w?'},"
                + "{'type':'function_call','call_id':'a','name':'f','arguments':'{}'},"
                + "{'type':'function_call_output','call_id':'a','output':'1'},"
                + "{'type':'function_call','call_id':'b','name':'f','arguments':'{}'},"
                + "{'type':'function_call_output','call_id':'b','output':''}]");

    assertThat(request.chat().messages())
        .containsExactly(
            new Message.User("w?"),
            new Message.Assistant("", List.of(new ToolCall("a", "f", "{}"))),
            new Message.Tool("a", "1"),
            new Message.Assistant("", List.of(new ToolCall("b", "f", "{}"))),
            new Message.Tool("b", ""));
  }

  @Test
  void a_message_after_a_call_is_a_turn_of_its_own() {
    ResponsesRequest request =
        read(
            "'input':[{'type':'function_call','call_id':'a','name':'f','arguments':'{}'},"
                + "{'role':'assistant','content':[{'type':'refusal','refusal':'no'}]}]");

    assertThat(request.chat().messages())
        .containsExactly(
            new Message.Assistant("", List.of(new ToolCall("a", "f", "{}"))),
            new Message.Assistant("no", List.of()));
  }

  @Test
  void what_a_coding_agent_always_sends_is_dropped_and_named() {
    ResponsesRequest request =
        read(
            "'input':'hi','store':false,'include':['reasoning.encrypted_content'],"
                + "'reasoning':{'effort':'high'},'truncation':'auto','client_metadata':{'a':'b'},"
                + "'tools':[{'type':'function','name':'f'},{'type':'web_search'},"
                + "{'type':'namespace','name':'n','tools':[]},{'type':'custom','name':'c'}]");

    assertThat(ignored.header())
        .contains(
            "client_metadata,truncation,include,tools[1].web_search,tools[2].namespace,"
                + "tools[3].custom");
    assertThat(request.chat().tools()).extracting(ToolDefinition::name).containsExactly("f");
  }

  @Test
  void allowed_tools_are_the_only_ones_shown_and_all_are_repeated() {
    ResponsesRequest request =
        read(
            "'input':'hi','tools':[{'type':'function','name':'f'},{'type':'function','name':'g'}],"
                + "'tool_choice':{'type':'allowed_tools','mode':'required','tools':["
                + "{'type':'function','name':'g'},{'type':'mcp','server_label':'x'}]}");

    assertThat(request.chat().tools()).extracting(ToolDefinition::name).containsExactly("g");
    assertThat(request.chat().toolChoice()).isEqualTo(new ToolChoice.Required());
    assertThat(request.tools()).extracting(ToolDefinition::name).containsExactly("f", "g");
    assertThat(request.allowed()).containsExactly("g");
  }

  @Test
  void nothing_means_nothing() {
    ResponsesRequest request =
        read(
            "'input':'hi','background':false,'previous_response_id':null,'conversation':null,"
                + "'text':null,'include':[],'tools':[],'metadata':null,'tool_choice':'auto'");

    assertThat(request.chat().toolChoice()).isEqualTo(new ToolChoice.None());
    assertThat(request.choice()).isEqualTo(new ToolChoice.Auto());
    assertThat(request.metadata()).isEmpty();
    assertThat(ignored.header()).isEmpty();
  }

  @Test
  void metadata_keeps_its_order() {
    Map<String, String> metadata =
        read("'input':'hi','metadata':{'z':'1','a':'2','m':'3'}").metadata();

    assertThat(metadata.keySet()).containsExactly("z", "a", "m");
  }

  @Test
  void more_calls_in_a_row_than_a_turn_may_hold_are_refused() {
    String calls =
        IntStream.range(0, 129)
            .mapToObj(
                i ->
                    "{'type':'function_call','call_id':'c%d','name':'f','arguments':'{}'}"
                        .formatted(i))
            .collect(Collectors.joining(","));

    assertThatThrownBy(() -> read("'input':[" + calls + "]"))
        .hasMessageContaining("input[128].call_id")
        .hasMessageContaining("at most 128 calls");
  }

  @Test
  void required_fields_come_first_and_the_rest_by_name() {
    List<String> names = ResponsesFields.all().stream().map(RequestField::name).toList();

    assertThat(names.subList(0, 2)).containsExactly("input", "model");
    assertThat(names.stream().skip(2)).isSorted().hasSize(31);
  }

  private ResponsesRequest read(String fields) {
    return ResponsesRequestReader.read(Json.bytes("{'model':'m'," + fields + "}"), ignored);
  }
}
