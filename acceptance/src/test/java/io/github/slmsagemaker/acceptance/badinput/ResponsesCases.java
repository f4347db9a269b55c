package io.github.slmsagemaker.acceptance.badinput;

import static io.github.slmsagemaker.acceptance.badinput.BadInput.body;
import static io.github.slmsagemaker.acceptance.badinput.BadInput.missing;
import static io.github.slmsagemaker.acceptance.badinput.BadInput.refused;
import static io.github.slmsagemaker.acceptance.badinput.BadInput.status;
import static io.github.slmsagemaker.acceptance.badinput.BadInput.type;
import static io.github.slmsagemaker.acceptance.badinput.BadInput.unknown;
import static io.github.slmsagemaker.acceptance.badinput.BadInput.unsupported;
import static io.github.slmsagemaker.acceptance.badinput.BadInput.value;

import io.github.slmsagemaker.acceptance.stage.Sent;
import io.github.slmsagemaker.acceptance.stage.Stage;
import java.util.stream.Stream;

/** Bad input in the words of the Responses API. */
final class ResponsesCases {
  private static final String PATH = "/v1/responses";

  private ResponsesCases() {}

  static Stream<BadInput> all() {
    return Stream.of(
        body("responses: empty", Sent.post(PATH, "")),
        body("responses: []", Sent.post(PATH, "[]")),
        refused(
            "responses: a key twice", with("'user':'a','user':'b'"), 400, "user", "invalid_value"),
        body("responses: temperature NaN", with("'temperature':NaN")),
        missing("responses: no model", Sent.post(PATH, "{'input':'hi'}"), "model"),
        missing("responses: no input", Sent.post(PATH, "{'model':'slm-demo'}"), "input"),
        refused(
            "responses: an unknown model",
            Sent.post(PATH, "{'model':'gpt-5','input':'hi'}"),
            404,
            "model",
            "model_not_found"),
        type("responses: input 5", input("5"), "input"),
        value("responses: input []", input("[]"), "input"),
        type("responses: input [null]", input("[null]"), "input[0]"),
        value("responses: a role", input("[{'role':'root','content':'x'}]"), "input[0].role"),
        unsupported(
            "responses: an image",
            input(
                "[{'role':'user','content':[{'type':'input_image','image_url':"
                    + "'http://169.254.169.254/'}]}]"),
            "input[0].content[0].type"),
        value(
            "responses: an output without a call",
            input("[{'type':'function_call_output','call_id':'c','output':'x'}]"),
            "input[0].call_id"),
        unsupported(
            "responses: a reference",
            input("[{'type':'item_reference','id':'msg_1'}]"),
            "input[0].type"),
        kept("previous_response_id", "'resp_1'"),
        kept("conversation", "{'id':'conv_1'}"),
        kept("background", "true"),
        kept("prompt", "{'id':'pmpt_1'}"),
        kept("moderation", "{}"),
        unknown("responses: chat's words", with("'max_tokens':16"), "max_tokens"),
        value("responses: max_output_tokens 0", with("'max_output_tokens':0"), "max_output_tokens"),
        value("responses: temperature 2.1", with("'temperature':2.1"), "temperature"),
        type("responses: stream 'true'", with("'stream':'true'"), "stream"),
        value("responses: truncation", with("'truncation':'middle'"), "truncation"),
        value(
            "responses: 129 tools",
            with("'tools':[" + "{'type':'mcp'},".repeat(128) + "{'type':'mcp'}]"),
            "tools"),
        unsupported(
            "responses: a hosted choice", with("'tool_choice':{'type':'mcp'}"), "tool_choice.type"),
        status("responses: GET", Sent.get(PATH), 405, "method_not_supported"),
        status("responses: a stored one", Sent.get(PATH + "/resp_1"), 404, "unsupported_endpoint"),
        status("embeddings", Sent.post("/v1/embeddings", "{}"), 404, "unsupported_endpoint"),
        status("a batch", Sent.post("/v1/batches", "{}"), 404, "unsupported_endpoint"));
  }

  private static BadInput kept(String name, String value) {
    return refused(
        "responses: " + name, with("'" + name + "':" + value), 400, name, "unsupported_parameter");
  }

  private static Sent with(String field) {
    return Sent.post(PATH, "{'model':'%s','input':'hi',%s}".formatted(Stage.MODEL, field));
  }

  private static Sent input(String input) {
    return Sent.post(PATH, "{'model':'%s','input':%s}".formatted(Stage.MODEL, input));
  }
}
