package io.github.slmsagemaker.core.output;

import static io.github.slmsagemaker.core.output.Answers.ADD;
import static io.github.slmsagemaker.core.output.Answers.ADDED;
import static io.github.slmsagemaker.core.output.Answers.NOW;
import static io.github.slmsagemaker.core.output.Answers.call;
import static io.github.slmsagemaker.core.output.Answers.example;
import static io.github.slmsagemaker.core.output.Answers.text;
import static io.github.slmsagemaker.core.output.Answers.verbatim;

import io.github.slmsagemaker.core.output.Answers.Example;
import java.util.List;

/** Calls as small models write them, without {@code <tool_call>}, and what only looks like one. */
final class UntaggedCalls {
  private static final String BARE_NOW = "{\"name\": \"now\", \"arguments\": {}}";
  private static final String BARE_ADD = "{\"name\": \"add\", \"arguments\": {\"a\": 1}}";
  private static final Delta NOW_CALL = call("now", "{}");
  private static final Delta ADD_CALL = call("add", "{\"a\":1}");

  static final List<Example> CALLS =
      List.of(
          example("a bare object", BARE_ADD, ADD_CALL),
          example("white space around", "\n " + BARE_ADD + " \n\n", ADD_CALL),
          example(
              "a line of text before", "Let me add.\n\n" + BARE_ADD, text("Let me add."), ADD_CALL),
          example("text on the same line", "I call {\"name\": \"now\"}", text("I call"), NOW_CALL),
          example("a fence", "```json\n" + BARE_ADD + "\n```", ADD_CALL),
          example("a fence without a word", "```\n" + BARE_ADD + "\n```\n", ADD_CALL),
          example("a fence in capitals", "```JSON\n" + BARE_ADD + "\n```\n", ADD_CALL),
          example("a fence on one line", "```json " + BARE_ADD + "```", ADD_CALL),
          example("a fence that was not closed", "```json\n" + BARE_ADD + "\n", ADD_CALL),
          example("a fence that was half closed", "```json\n" + BARE_ADD + "\n``", ADD_CALL),
          example(
              "text before a fence",
              "Sure:\n\n```json\n" + BARE_ADD + "\n```",
              text("Sure:"),
              ADD_CALL),
          example(
              "two fences",
              "```json\n" + BARE_NOW + "\n```\n\n```json\n" + BARE_ADD + "\n```",
              NOW_CALL,
              ADD_CALL),
          example(
              "two in a fence", "```\n" + BARE_NOW + "\n" + BARE_ADD + "\n```", NOW_CALL, ADD_CALL),
          example("two bare objects", BARE_NOW + "\n" + BARE_ADD, NOW_CALL, ADD_CALL),
          example("a list", "[" + BARE_NOW + ", " + BARE_ADD + "]", NOW_CALL, ADD_CALL),
          example("a list in a fence", "```json\n[\n" + BARE_ADD + "\n]\n```", ADD_CALL),
          example("function tags", "<function=add>{\"a\": 1}</function>", ADD_CALL),
          example("function tags on lines", "<function=add>\n{'a': 1}\n</function>\n", ADD_CALL),
          example(
              "a function tag alone", "Well. <function=add>{\"a\": 1}", text("Well."), ADD_CALL),
          example("no arguments within function tags", "<function=now>{}</function>", NOW_CALL),
          example("nothing within function tags", "<function=now>\n</function>", NOW_CALL),
          example(
              "two function tags",
              "<function=now>{}</function><function=add>{\"a\": 1}</function>",
              NOW_CALL,
              ADD_CALL),
          example("tools tags", "<tools>\n" + BARE_ADD + "\n</tools>", ADD_CALL),
          example(
              "two within tools tags",
              "<tools>" + BARE_NOW + BARE_ADD + "</tools>",
              NOW_CALL,
              ADD_CALL),
          example(
              "function_call tags", "<function_call>" + BARE_ADD + "</function_call>", ADD_CALL),
          example("half an end tag", "<function_call>" + BARE_ADD + "</functio", ADD_CALL),
          example(
              "other tags in a fence",
              "```xml\n<function_call>" + BARE_ADD + "</function_call>\n```",
              ADD_CALL),
          example("the right tags in a fence", "```json\n" + NOW + "\n```", NOW_CALL),
          example("the right tags after a bare object", BARE_NOW + "\n" + ADD, NOW_CALL, ADDED),
          example("a bare object after the right tags", ADD + "\n" + BARE_NOW, ADDED, NOW_CALL),
          example("parameters", "{\"name\": \"add\", \"parameters\": {\"a\": 1}}", ADD_CALL),
          example(
              "parameters in the right tags",
              "<tool_call>{\"name\": \"add\", \"parameters\": {\"a\": 1}}</tool_call>",
              ADD_CALL),
          example(
              "arguments as text",
              "{\"name\": \"add\", \"arguments\": \"{\\\"a\\\": 1}\"}",
              ADD_CALL),
          example("arguments first", "{\"arguments\": {\"a\": 1}, \"name\": \"add\"}", ADD_CALL),
          example("no arguments", "{\"name\": \"now\"}", NOW_CALL),
          example("a Python dictionary", "{'name': 'add', 'arguments': {'a': 1,},}", ADD_CALL),
          example(
              "as OpenAI's API writes it",
              "{\"id\": \"1\", \"type\": \"function\", \"function\": " + BARE_ADD + "}",
              ADD_CALL),
          example(
              "braces and quotes in a text",
              "{\"name\": \"add\", \"arguments\": {\"a\": \"}]``` \\\" it's\"}}",
              call("add", "{\"a\":\"}]``` \\\" it's\"}")),
          example(
              "a call at the end after one in mid-text",
              BARE_NOW + " and\n" + BARE_ADD,
              text(BARE_NOW + " and"),
              ADD_CALL),
          example(
              "a block of code before",
              "```python\nx = {}\n```\n" + BARE_ADD,
              text("```python\nx = {}\n```"),
              ADD_CALL));

  static final List<Example> TEXTS =
      List.of(
          verbatim("an object in mid-text", "Use " + BARE_NOW + " for that."),
          verbatim("an object before a line of text", BARE_NOW + "\nThat was it."),
          verbatim("a fence before more text", "```json\n" + BARE_NOW + "\n```\n\nThis calls it."),
          verbatim("within backticks", "Write `" + BARE_NOW + "`"),
          verbatim("within quotes", "Write '" + BARE_NOW + "'"),
          verbatim("a full stop after it", BARE_NOW + "."),
          verbatim("a tool that is not offered", "{\"name\": \"rm\", \"arguments\": {}}"),
          verbatim("one that is not offered after one that is", BARE_NOW + "\n{\"name\": \"rm\"}"),
          verbatim("one in a list that is not offered", "[" + BARE_NOW + ", {\"name\": \"rm\"}]"),
          verbatim("a result made up after the call", BARE_NOW + "\n{\"time\": \"12:00\"}"),
          verbatim("something else of that name", "{\"name\": \"now\", \"price\": 3}"),
          verbatim(
              "a tool as it was offered",
              "{\"type\": \"function\", \"function\": {\"name\": \"now\", \"description\": \"d\","
                  + " \"parameters\": {}}}"),
          verbatim(
              "a tool as it was offered, without a description",
              "{\"name\": \"add\", \"parameters\": {\"type\": \"object\", \"properties\": {}}}"),
          verbatim("an object within another", "{\"call\": " + BARE_NOW + "}"),
          verbatim("an object within a list of other things", "[1, " + BARE_NOW + "]"),
          verbatim("another block of code", "```python\n" + BARE_NOW + "\n```"),
          verbatim("a block of code that was not closed", "```python\nx = " + BARE_NOW),
          verbatim("an empty fence", "```json\n```\n"),
          verbatim("an empty list", "[]"),
          verbatim("an empty object", "{}\n"),
          verbatim("an unfinished object", "```json\n{\"name\": \"now\", \"arguments\": {"),
          verbatim(
              "an unfinished object in an unfinished object",
              "{\"name\": \"now\", \"arguments\": " + BARE_NOW),
          verbatim("an open fence at the end", "Look:\n```json"),
          verbatim("backticks", "`a` ``b`` ```"),
          verbatim("a link", "[a](b) {c} [{\"d\": 1}]"),
          verbatim("function tags of no tool", "<function=rm>{}</function>"),
          verbatim("two objects in function tags", "<function=now>{}{}</function>"),
          verbatim(
              "tools tags in mid-text", "The <tools>" + BARE_NOW + "</tools> tag is for that."),
          verbatim("empty tools tags", "<tools></tools>"),
          verbatim("an end tag alone", BARE_NOW + "</tools>"),
          verbatim("a list in the right tags", "<tool_call>[" + BARE_NOW + "]</tool_call>"),
          example(
              "a bare object before a call that text follows",
              BARE_NOW + "\n" + ADD + "\nDone.",
              text(BARE_NOW),
              ADDED,
              text("\nDone.")));

  private UntaggedCalls() {}
}
