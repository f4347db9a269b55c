package io.github.slmsagemaker.core.openai.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.slmsagemaker.core.chat.Beginning;
import io.github.slmsagemaker.core.chat.ToolDefinition;
import io.github.slmsagemaker.core.failure.Failure;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PromptFileReaderTest {
  @Test
  void a_system_message_and_tools_are_read_as_a_request_has_them() {
    Beginning read =
        read(
            """
            {"messages": [{"role": "developer", "content": [{"type": "text", "text": "Be "},
                                                            {"type": "text", "text": "kind."}]}],
             "tools": [{"type": "function", "function": {"name": "now", "description": "Time.",
               "strict": true, "parameters": {"type": "object", "properties": {},
               "additionalProperties": false}}}]}
            """);

    assertThat(read.system()).isEqualTo("Be kind.");
    assertThat(read.tools()).extracting(ToolDefinition::name).containsExactly("now");
    assertThat(read.tools()).extracting(ToolDefinition::description).containsExactly("Time.");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "                                             | the body is empty, expected a JSON object",
        "Be kind.                                     | the body is not JSON",
        "[]                                           | expected a JSON object",
        "{}                                           | messages is missing",
        "{'messages':[]}                              | messages",
        "{'messages':[{'role':'user','content':'x'}]} | messages[0].role is \"user\", expected system",
        "{'messages':[{'role':'system','content':'x'},{'role':'user','content':'y'}]} | messages",
        "{'messages':[{'role':'system'}]}             | messages[0].content is missing",
        "{'messages':[{'role':'system','content':'x','name':'y'}]}"
            + " | messages[0].name is unknown here, expected role, content",
        "{'messages':[{'role':'system','content':'x'}],'temperature':1}"
            + " | temperature is unknown here, expected messages, tools",
        "{'messages':[{'role':'system','content':'x'}],'tools':[{'type':'function','functoin':{}}]}"
            + " | tools[0].functoin is unknown here, expected type, function",
        "{'messages':[{'role':'system','content':'x'}],'tools':[{'type':'function',"
            + "'function':{'name':'a','returns':{}}}]}"
            + " | tools[0].function.returns is unknown here",
        "{'messages':[{'role':'system','content':'x'}],'tools':[{'type':'function',"
            + "'function':{'name':'a b'}}]} | tools[0].function.name",
      },
      quoteCharacter = '`')
  void anything_else_is_refused_by_the_name_of_the_field(String file, String words) {
    assertThatThrownBy(() -> read(file == null ? "" : file.replace('\'', '"')))
        .isInstanceOf(Failure.BadRequest.class)
        .hasMessageContaining(words);
  }

  private static Beginning read(String json) {
    return PromptFileReader.read(json.getBytes(StandardCharsets.UTF_8));
  }
}
