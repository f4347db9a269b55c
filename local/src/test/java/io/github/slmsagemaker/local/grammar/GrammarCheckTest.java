package io.github.slmsagemaker.local.grammar;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Each of the first kinds ends the process of b4916 by a fault, or keeps it busy for ever. */
@Timeout(60)
class GrammarCheckTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "root ::= (\"a\"*)* ~ root",
        "root ::= (\"a\"?)+ ~ root",
        "root ::= (\"a\"?)* ~ root",
        "root ::= (\"a\"?){2,} ~ root",
        "root ::= (\"a\"?){0,3} ~ root",
        "root ::= (\"a\"?)? ~ root",
        "root ::= \"a\"*? ~ root",
        "root ::= (\"a\" | )+ ~ root",
        "root ::= (\"a\" | \"\")+ ~ root",
        "root ::= ([])* \"b\" ~ root",
        "root ::= \"x\" ((\"a\"? \"b\"?))* ~ root",
        "root ::= \"x\" words\\nwords ::= blank*\\nblank ::= \" \"? ~ words",
        "root ::= \"x\" | list\\nlist ::= (a b)+\\na ::= \"a\"?\\nb ::= c\\nc ::= | \"c\" ~ list",
        "root ::= \"x\" unused?\\nunused ::= \"u\"\\nother ::= (\"a\"*)* ~ other"
      })
  void repetition_of_what_may_be_empty_is_refused_by_rule(String gbnf, String rule) {
    assertRefused(gbnf, "repeats in rule " + rule + " what may be empty");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "root ::= root \"a\" | \"b\" ~ root",
        "root ::= \"x\" a\\na ::= c? b \"1\"\\nb ::= c? a\\nc ::= \"c\" ~ a",
        "root ::= \"x\" a\\na ::= e e2 a \"1\" | \"z\"\\ne ::= \"e\"?\\ne2 ::= e e ~ a",
        "root ::= a\\na ::= (a) ~ a",
        "root ::= ( | \"q\") root ~ root",
        "root ::= a{3}\\na ::= \"\" a ~ a"
      })
  void what_may_begin_with_itself_is_refused_by_rule(String gbnf, String rule) {
    assertThatThrownBy(() -> GrammarCheck.check(gbnf.replace("\\n", "\n")))
        .isInstanceOf(GrammarRefused.class)
        .message()
        .hasLineCount(1)
        .containsPattern("rule (" + rule + "|b) may begin with itself");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "root ::= \"x\" e\ne ::= | \"\"",
        "root ::= \"x\" e\ne ::= \"a\"? | \"b\"?",
        "root ::= (\"a\" | | )(\"b\" | | )"
      })
  void two_ways_to_be_empty_are_refused(String gbnf) {
    assertRefused(gbnf, "may be empty in two ways");
  }

  static final List<String> SLOW =
      List.of(
          chain(40, " | "),
          "root ::= "
              + "(\"a\" | \"b\"? \"c\" | ".repeat(40)
              + "\"z\""
              + ")".repeat(40)
              + chain(30, " | "),
          "root ::= "
              + IntStream.range(0, 9000).mapToObj(i -> "a").collect(Collectors.joining(" "))
              + "\na ::= \"a\"?",
          chain(4500, ""));

  /** Each rule begins with the next, once or twice. */
  private static String chain(int rules, String again) {
    return "root ::= r0\n"
        + IntStream.range(0, rules)
            .mapToObj(
                i ->
                    "r%d ::= r%d%s\n"
                        .formatted(i, i + 1, again.isEmpty() ? "" : again + "r" + (i + 1)))
            .collect(Collectors.joining())
        + "r%d ::= \"a\"\n".formatted(rules);
  }

  @ParameterizedTest
  @FieldSource("SLOW")
  void beginnings_that_multiply_or_go_deep_are_refused(String gbnf) {
    assertThatThrownBy(() -> GrammarCheck.check(gbnf)).isInstanceOf(GrammarRefused.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "root ::= \"a\"* \"b\"+ [c-d]? .{2,3}",
        "root ::= (\"a\"?){3} \"b\"",
        "root ::= ws value ws\nvalue ::= \"1\" | \"[\" ws (value (\",\" ws value)*)? \"]\" ws\nws ::= ([ \\t\\n] ws)?",
        "root ::= (expr \"=\" ws term \"\\n\")+\nexpr ::= term ([-+*/] term)*\nterm ::= num | \"(\" ws expr \")\" ws\nnum ::= [0-9]+ ws\nws ::= [ \\t\\n]*",
        "root ::= stmt\nstmt ::= \"if\" stmt (\"else\" stmt)? | \"x\"",
        "root ::= \"a\" root | ",
        "root ::= \"\" \"a\"",
        "root ::= \"(a*)*\" # (\"a\"*)*"
      })
  void legal_grammars_pass(String gbnf) {
    assertThatCode(() -> GrammarCheck.check(gbnf)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'type':'array','items':{},'minItems':2}",
        "{'type':'array','items':{'type':'string','maxLength':0},'maxItems':20}",
        "{'type':'object','additionalProperties':true}",
        "{'$defs':{'t':{'type':'object','properties':{'next':{'$ref':'#/$defs/t'},'all':{'type':'array','items':{'$ref':'#/$defs/t'}}}}},'$ref':'#/$defs/t'}",
        "{'anyOf':[{'type':'string'},{'type':'array','items':{'anyOf':[{'type':'null'},{'const':1}]}}]}"
      })
  void what_is_written_for_a_schema_passes(String schema) {
    ObjectNode node = (ObjectNode) JsonMapper.shared().readTree(schema.replace('\'', '"'));
    assertThatCode(() -> GrammarCheck.check(JsonSchemaGrammar.of(node))).doesNotThrowAnyException();
  }

  @Test
  void an_object_of_three_hundred_optional_properties_passes() {
    ObjectNode schema = JsonMapper.shared().createObjectNode().put("type", "object");
    ObjectNode properties = schema.putObject("properties");
    IntStream.range(0, 300).forEach(i -> properties.putObject("p" + i).put("type", "integer"));
    assertThatCode(() -> GrammarCheck.check(JsonSchemaGrammar.of(schema)))
        .doesNotThrowAnyException();
  }

  @Test
  void no_text_breaks_the_check() {
    SplittableRandom random = new SplittableRandom(5);
    String alphabet = "ab\"\"[]()|*+?{},1 \n::=\\#.-";
    for (int round = 0; round < 20_000; round++) {
      String gbnf =
          "root ::= "
              + Stream.generate(
                      () -> String.valueOf(alphabet.charAt(random.nextInt(alphabet.length()))))
                  .limit(random.nextInt(40))
                  .collect(Collectors.joining());
      try {
        GrammarCheck.check(gbnf);
      } catch (GrammarRefused refused) {
        assertThatCode(() -> String.valueOf(refused.getMessage())).doesNotThrowAnyException();
      }
    }
  }

  private static void assertRefused(String gbnf, String why) {
    assertThatThrownBy(() -> GrammarCheck.check(gbnf.replace("\\n", "\n")))
        .isInstanceOf(GrammarRefused.class)
        .message()
        .hasLineCount(1)
        .contains(why)
        .contains(";");
  }
}
