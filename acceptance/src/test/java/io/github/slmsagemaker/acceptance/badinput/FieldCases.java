package io.github.slmsagemaker.acceptance.badinput;

import static io.github.slmsagemaker.acceptance.badinput.BadInput.missing;
import static io.github.slmsagemaker.acceptance.badinput.BadInput.refused;
import static io.github.slmsagemaker.acceptance.badinput.BadInput.type;
import static io.github.slmsagemaker.acceptance.badinput.BadInput.unknown;
import static io.github.slmsagemaker.acceptance.badinput.BadInput.unsupported;
import static io.github.slmsagemaker.acceptance.badinput.BadInput.value;
import static io.github.slmsagemaker.acceptance.stage.Sent.chat;
import static io.github.slmsagemaker.acceptance.stage.Sent.messages;
import static io.github.slmsagemaker.acceptance.stage.Sent.unlimited;
import static io.github.slmsagemaker.acceptance.stage.Sent.with;

import io.github.slmsagemaker.acceptance.stage.Sent;
import java.util.stream.Stream;

/** Top-level fields and sampling. */
final class FieldCases {
  private static final String USER = "{'role':'user','content':'hi'}";

  private FieldCases() {}

  static Stream<BadInput> topLevel() {
    return Stream.of(
        missing("no model", chat("{'messages':[" + USER + "]}"), "model"),
        type("model 12", model("12"), "model"),
        refused("model ''", model("''"), 404, "model", "model_not_found"),
        refused("a tag of another server", model("'llama3.1:8b'"), 404, "model", "model_not_found"),
        refused("an unknown model", model("'gpt-nobody'"), 404, "model", "model_not_found"),
        refused("a path", model("'../../etc/passwd'"), 404, "model", "model_not_found"),
        refused(
            "an ARN",
            model("'arn:aws:sagemaker:eu-west-1:1:endpoint/x'"),
            404,
            "model",
            "model_not_found"),
        value("model of nearly 1 MB", model("'" + "m".repeat(1_000_000) + "'"), "model"),
        missing("no messages", chat("{'model':'slm-demo'}"), "messages"),
        type("messages {}", chat("{'model':'slm-demo','messages':{}}"), "messages"),
        value("messages []", messages(""), "messages"),
        type("messages [null]", messages("null"), "messages[0]"),
        value("4097 messages", messages(users(4_097)), "messages"),
        value("10 000 messages", messages(users(10_000)), "messages"),
        value("max_tokens -1", unlimited("'max_tokens':-1"), "max_tokens"),
        value("max_tokens 0", unlimited("'max_tokens':0"), "max_tokens"),
        type("max_tokens 1.5", unlimited("'max_tokens':1.5"), "max_tokens"),
        type("max_tokens '10'", unlimited("'max_tokens':'10'"), "max_tokens"),
        value("max_tokens 2^40", unlimited("'max_tokens':1099511627776"), "max_tokens"),
        value("two limits that differ", with("'max_completion_tokens':17"), "max_tokens"),
        unsupported("n 128", with("'n':128"), "n"),
        unsupported("n 2", with("'n':2"), "n"),
        type("stream 'true'", with("'stream':'true'"), "stream"),
        value(
            "stream_options without stream",
            with("'stream_options':{'include_usage':true}"),
            "stream_options"),
        refused(
            "a prompt that cannot fit",
            messages("{'role':'user','content':'" + "word ".repeat(150_000) + "'}"),
            400,
            "messages",
            "context_length_exceeded"),
        unkept("inputs", "'x'"),
        unkept("grammar", "'root ::= x'"),
        unkept("guided_json", "{'type':'object'}"),
        unkept("guided_choice", "['yes','no']"),
        unkept("audio", "{'voice':'a','format':'mp3'}"),
        unkept("web_search_options", "{}"),
        unkept("suffix", "'x'"),
        unkept("functions", "[{'name':'f'}]"),
        typed("max_token", "max_tokens"),
        typed("maxTokens", "max_tokens"),
        typed("messages_", "messages"),
        typed("temprature", "temperature"),
        value("top_k -2", with("'top_k':-2"), "top_k"),
        value("min_p 1.5", with("'min_p':1.5"), "min_p"),
        value("repeat_penalty 0", with("'repeat_penalty':0"), "repeat_penalty"),
        value(
            "two repeat penalties that differ",
            with("'repeat_penalty':1.1,'repetition_penalty':1.2"),
            "repeat_penalty"));
  }

  static Stream<BadInput> sampling() {
    return Stream.of(
        BadInput.body("temperature NaN", with("'temperature':NaN")),
        type("temperature 'NaN'", with("'temperature':'NaN'"), "temperature"),
        value("temperature 1e999", with("'temperature':1e999"), "temperature"),
        value("temperature -0.1", with("'temperature':-0.1"), "temperature"),
        value("temperature 2.1", with("'temperature':2.1"), "temperature"),
        value("top_p 0", with("'top_p':0"), "top_p"),
        value("top_p 1.1", with("'top_p':1.1"), "top_p"),
        value("stop of 5", with("'stop':['a','b','c','d','e']"), "stop"),
        value("stop ''", with("'stop':''"), "stop"),
        value("stop of ['']", with("'stop':['']"), "stop[0]"),
        value("logit_bias of a word", with("'logit_bias':{'hello':1}"), "logit_bias"));
  }

  static Stream<BadInput> completions() {
    return Stream.of(
        value("no prompts", Sent.completion("'prompt':[]"), "prompt"),
        value("17 prompts", Sent.completion("'prompt':['x'" + ",'x'".repeat(16) + "]"), "prompt"),
        type("prompt 5", Sent.completion("'prompt':5"), "prompt"),
        value("a prompt of no ids", Sent.completion("'prompt':[[]]"), "prompt[0]"),
        value("an id below 0", Sent.completion("'prompt':[1,-1]"), "prompt[1]"),
        type("an id 1.5", Sent.completion("'prompt':[1.5]"), "prompt[0]"),
        value("max_tokens 0", Sent.completion("'prompt':'x','max_tokens':0"), "max_tokens"),
        refused(
            "half an echo",
            Sent.completion("'prompt':'x','echo':true,'logprobs':1"),
            400,
            "echo",
            "unsupported_parameter"),
        refused(
            "more ids than the context has",
            Sent.completion("'prompt':[1" + ",1".repeat(4_095) + "]"),
            400,
            "prompt",
            "context_length_exceeded"));
  }

  private static BadInput unkept(String name, String value) {
    return refused(
        "the promise " + name, with("'" + name + "':" + value), 400, name, "unsupported_parameter");
  }

  private static BadInput typed(String name, String meant) {
    return unknown(meant + " typed as " + name, with("'" + name + "':1"), name);
  }

  static String users(int count) {
    return USER + ("," + USER).repeat(count - 1);
  }

  private static Sent model(String value) {
    return chat("{'model':" + value + ",'max_tokens':16,'messages':[" + USER + "]}");
  }
}
