package io.github.slmsagemaker.core.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.slmsagemaker.core.chat.ToolCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Answers of models, and what they mean. */
final class Answers {
  static final Set<String> TOOLS = Set.of("now", "add");
  static final String NOW = "<tool_call>\n{\"name\": \"now\", \"arguments\": {}}\n</tool_call>";
  static final String ADD =
      "<tool_call>\n{\"name\": \"add\", \"arguments\": {\"a\": 1, \"b\": \"zwölf 🙂\"}}"
          + "\n</tool_call>";
  static final Delta ADDED = call("add", "{\"a\":1,\"b\":\"zwölf 🙂\"}");

  /** An answer and what it means. */
  record Example(String label, String answer, List<Delta> deltas) {
    @Override
    public String toString() {
      return label;
    }
  }

  static final List<Example> EXAMPLES =
      List.of(
          example("text", "Hello, 🙂!\n\nBye. \n", text("Hello, 🙂!\n\nBye. \n")),
          example("nothing", ""),
          example("white space", " \n", text(" \n")),
          example("a call", NOW, call("now", "{}")),
          example("two calls", NOW + "\n" + ADD, call("now", "{}"), ADDED),
          example("two calls, joined", NOW + ADD, call("now", "{}"), ADDED),
          example("white space around", "\n\n" + NOW + " \n\n", call("now", "{}")),
          example("text before", "Let me see:\n\n" + ADD, text("Let me see:"), ADDED),
          example("text after", ADD + "\n Done.\n", ADDED, text("Done.\n")),
          example(
              "text before, between and after",
              "One.\n" + NOW + "\nTwo.  " + ADD + "\n\nThree.",
              text("One."),
              call("now", "{}"),
              text("\nTwo."),
              ADDED,
              text("\nThree.")),
          example(
              "no line breaks",
              "a<tool_call>{\"name\":\"now\",\"arguments\":{}}</tool_call>b",
              text("a"),
              call("now", "{}"),
              text("\nb")),
          example(
              "a Python dictionary",
              "<tool_call>\n{'name': 'add', 'arguments': {'a': True, 'b': None,"
                  + " 'c': [1, 2,],},}\n</tool_call>",
              call("add", "{\"a\":true,\"b\":null,\"c\":[1,2]}")),
          example(
              "arguments as text",
              "<tool_call>{\"name\": \"add\", \"arguments\": \"{\\\"a\\\": 1}\"}</tool_call>",
              call("add", "{\"a\":1}")),
          example("no arguments", "<tool_call>{\"name\": \"now\"}</tool_call>", call("now", "{}")),
          example(
              "arguments first",
              "<tool_call>{\"arguments\": {\"a\": 1}, \"name\": \"add\"}</tool_call>",
              call("add", "{\"a\":1}")),
          example(
              "tags within a text",
              "<tool_call>{\"name\": \"add\", \"arguments\": "
                  + "{\"a\": \"</tool_call> \\\" <tool_call>\"}}</tool_call>!",
              call("add", "{\"a\":\"</tool_call> \\\" <tool_call>\"}"),
              text("!")),
          example(
              "no end tag",
              "Well. <tool_call>{\"name\": \"now\"}\n",
              text("Well."),
              call("now", "{}")),
          example("half an end tag", "<tool_call>{\"name\": \"now\"}\n</tool_c", call("now", "{}")),
          example(
              "no end tag before the next call",
              "<tool_call>{\"name\": \"now\"}\n" + ADD,
              call("now", "{}"),
              ADDED),
          verbatim("half a tag", "a <tool_cal"),
          verbatim("other tags", "a <tool_calls> <b>c</b> < /tool_call> </tool_call> << <"),
          verbatim("an end tag alone", "</tool_call>\n"),
          verbatim(
              "an unfinished call",
              "Wait:\n<tool_call>\n{\"name\": \"add\", \"arguments\": {\"a\""),
          verbatim("an unfinished text", "<tool_call>\n{\"name\": \"add\", \"argum"),
          verbatim("no JSON", "\n<tool_call>\nnow()\n</tool_call>\n"),
          verbatim("an empty call", "<tool_call></tool_call>"),
          verbatim("a call of a list", "<tool_call>[{\"name\": \"now\"}]</tool_call>"),
          verbatim("two objects", "<tool_call>{\"name\": \"now\"}{\"name\": \"now\"}</tool_call>"),
          verbatim("no name", " <tool_call> {\"arguments\": {}} </tool_call> "),
          verbatim("a name that is no text", "<tool_call>{\"name\": 1}</tool_call>"),
          verbatim(
              "a tool that is not offered", "x\n<tool_call>{\"name\": \"rm\"}</tool_call>\n\ny"),
          verbatim("a name in other letters", "<tool_call>{\"name\": \"Now\"}</tool_call>"),
          verbatim(
              "arguments as a list",
              "<tool_call>{\"name\": \"now\", \"arguments\": []}</tool_call>"),
          verbatim(
              "arguments as text that is no JSON",
              "<tool_call>{\"name\": \"now\", \"arguments\": \"none\"}</tool_call>"),
          example(
              "a malformed call before a good one",
              "<tool_call>{\"name\" now}</tool_call>\n" + ADD,
              text("<tool_call>{\"name\" now}</tool_call>"),
              ADDED),
          example(
              "an open quote before a good call",
              "<tool_call>{don't}</tool_call> and\n" + ADD + " it's",
              text("<tool_call>{don't}</tool_call> and"),
              ADDED,
              text("\nit's")),
          example(
              "a broken call after a good one",
              ADD + "\n<tool_call>{}</tool_call>",
              ADDED,
              text("<tool_call>{}</tool_call>")));

  static final List<Example> INSIDE =
      List.of(
          example(
              "a call", "{\"name\": \"now\", \"arguments\": {}}\n</tool_call>", call("now", "{}")),
          example("JSON alone", "{\"name\": \"now\", \"arguments\": {}}", call("now", "{}")),
          example(
              "and another",
              "\n{\"name\": \"now\"}\n</tool_call>\n" + ADD,
              call("now", "{}"),
              ADDED),
          example("the tag again", NOW, call("now", "{}")),
          verbatim("no call", "I would rather not.\n"),
          verbatim("an unfinished call", " {\"name\": \"now\", "),
          verbatim("nothing", ""));

  private Answers() {}

  /** Parses, joins neighbouring texts, and checks that none of them is empty. */
  static List<Delta> parse(List<String> pieces, Set<String> tools, boolean inside) {
    AnswerParser parser = new AnswerParser(tools, inside, true, () -> "id");
    List<Delta> all = new ArrayList<>();
    pieces.forEach(piece -> all.addAll(parser.feed(piece)));
    all.addAll(parser.finish());
    List<Delta> joined = new ArrayList<>();
    for (Delta delta : all) {
      assertThat(delta).isNotEqualTo(new Delta.Text(""));
      if (delta instanceof Delta.Text(String more)
          && !joined.isEmpty()
          && joined.getLast() instanceof Delta.Text(String text)) {
        joined.set(joined.size() - 1, new Delta.Text(text + more));
      } else {
        joined.add(delta);
      }
    }
    return joined;
  }

  static Example example(String label, String answer, Delta... deltas) {
    return new Example(label, answer, List.of(deltas));
  }

  static Example verbatim(String label, String answer) {
    return new Example(label, answer, answer.isEmpty() ? List.of() : List.of(text(answer)));
  }

  static Delta text(String text) {
    return new Delta.Text(text);
  }

  static Delta call(String name, String arguments) {
    return new Delta.Call(new ToolCall("id", name, arguments));
  }
}
