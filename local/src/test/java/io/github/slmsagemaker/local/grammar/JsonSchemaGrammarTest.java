package io.github.slmsagemaker.local.grammar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import io.github.slmsagemaker.testkit.gguf.RandomGguf;
import io.github.slmsagemaker.testkit.gguf.RandomShape;
import io.github.slmsagemaker.local.llama.Generation;
import io.github.slmsagemaker.local.llama.GenerationRequest;
import io.github.slmsagemaker.local.llama.LlamaException;
import io.github.slmsagemaker.local.llama.binding.LlamaLibrary;
import io.github.slmsagemaker.local.llama.session.LlamaModel;
import io.github.slmsagemaker.local.llama.session.LlamaSession;
import io.github.slmsagemaker.local.llama.Sampling;
import io.github.slmsagemaker.local.llama.EngineOptions;
import io.github.slmsagemaker.local.llama.StopReason;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class JsonSchemaGrammarTest {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Path FOLDER = Path.of("target", "grammar-tests");
  private LlamaModel model;
  private LlamaSession session;

  private record Output(String text, boolean ended) {}

  @BeforeEach
  void open() {
    LlamaLibrary library;
    try {
      library = LlamaLibrary.load(FOLDER.resolve("cache"));
    } catch (LlamaException.UnsupportedMachine e) {
      abort("no llama.cpp on this machine: " + e.getMessage());
      return;
    }
    Path file = FOLDER.resolve("random.gguf");
    RandomGguf.write(file, RandomShape.tiny(), 7);
    model = LlamaModel.load(library, file);
    session =
        LlamaSession.open(
            model, EngineOptions.defaults(1).withContextTokens(512).withBatches(32, 32));
  }

  @AfterEach
  void close() {
    if (session != null) {
      session.close();
      model.close();
    }
  }

  private static String grammar(String schema) {
    return JsonSchemaGrammar.of((ObjectNode) JSON.readTree(schema.replace('\'', '"')));
  }

  private Output write(String gbnf, Sampling.Builder sampling) {
    GenerationRequest request =
        GenerationRequest.of(
            model.tokenize("hello", true, false), 300, sampling.grammar(gbnf).build());
    Generation made = session.generate(request.withoutCache(), _ -> true, () -> false);
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    made.ids().forEach(id -> text.writeBytes(model.pieceBytes(id, false)));
    boolean ended = made.stopReason() == StopReason.END_OF_GENERATION;
    return new Output(text.toString(StandardCharsets.UTF_8), ended);
  }

  /** The engine's grammar takes broken UTF-8, as random weights write it, for characters. */
  private Sampling.Builder asciiOnly() {
    Sampling.Builder sampling = Sampling.builder();
    for (int id = 0; id < model.vocabularySize(); id++) {
      for (byte unit : model.pieceBytes(id, false)) {
        if (unit < 0) {
          sampling.logitBias(id, Double.NEGATIVE_INFINITY);
        }
      }
    }
    return sampling;
  }

  /** The engine takes the grammar, and what it finishes is JSON. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'type':'object'}",
        "{'type':'array','items':{'type':'integer'},'minItems':1,'maxItems':3}",
        "{'type':'array','maxItems':0}",
        "{'type':'array','minItems':2,'items':true}",
        "{'type':'array','maxItems':1,'items':{'type':'null'}}",
        "{'type':'string','minLength':2,'maxLength':5,'pattern':'a','format':'date'}",
        "{'type':'string','maxLength':0}",
        "{'type':['string','null'],'maxLength':3}",
        "{'type':'number'}",
        "{'enum':['a','\\\\ \\n',1.5,null,{'a':[true]}]}",
        "{'properties':{'root':{'type':'null'},'é /':{'const':'ü'}},'required':['é /']}",
        "{'type':'object','properties':{}}",
        "{'type':'object','additionalProperties':{'type':'boolean'}}",
        "{'properties':{'a':{'type':'null'}},'additionalProperties':true,'required':['b']}",
        "{'type':'object','anyOf':[{'properties':{'a':{}}},{'required':['b']}]}",
        "{'allOf':[{'oneOf':[{'type':'boolean'},{'$ref':'#/definitions/a'}]}],"
            + "'definitions':{'a':{'const':'x'}}}",
        "{'$ref':'#/$defs/tree','$defs':{'tree':{'properties':{'leaf':{'type':'boolean'},"
            + "'left':{'$ref':'#/$defs/tree'}},'required':['leaf']}}}",
        "{'properties':{'again':{'$ref':'#'}}}"
      })
  void the_engine_takes_it_and_writes_json(String schema) {
    String gbnf = grammar(schema);
    Output greedy = write(gbnf, Sampling.builder().temperature(0));
    assertThat(greedy.text()).isNotEmpty();
    for (long seed = 0; seed < 3; seed++) {
      Output output = write(gbnf, Sampling.builder().seed(seed));
      if (output.ended()) {
        assertThat(JSON.readTree(output.text())).as(output.text()).isNotNull();
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "{'enum':['red','green']}; \"(red|green)\"",
        "{'const':{'a':[1,'x']}}; \\{\"a\":\\[1,\"x\"]}",
        "{'type':'array','items':{'type':'boolean'},'minItems':2,'maxItems':2};"
            + " \\[\\s?(true|false),\\s?(true|false)\\s?]",
        "{'properties':{'a':{'const':1},'b':{'const':2},'c':{'const':3}},'required':['b']};"
            + " \\{\\s?(\"a\":\\s?1,\\s?)?\"b\":\\s?2(,\\s?\"c\":\\s?3)?\\s?}",
        "{'properties':{'a':{'const':1},'b':{'const':2}}};"
            + " \\{\\s?(\"a\":\\s?1\\s?|\"b\":\\s?2\\s?|\"a\":\\s?1,\\s?\"b\":\\s?2\\s?)?}",
        "{'anyOf':[{'type':'object','properties':{'name':{'const':'get'},'arguments':"
            + "{'type':'object','properties':{'day':{'enum':[1,2]}},'required':['day']}},"
            + "'required':['name','arguments'],'additionalProperties':false},"
            + "{'type':'object','properties':{'name':{'const':'now'},'arguments':"
            + "{'type':'object','properties':{},'additionalProperties':false}},"
            + "'required':['name','arguments'],'additionalProperties':false}]};"
            + " \\{\\s?\"name\":\\s?(\"get\",\\s?\"arguments\":\\s?\\{\\s?\"day\":\\s?[12]\\s?}"
            + "|\"now\",\\s?\"arguments\":\\s?\\{\\s?})\\s?}"
      })
  void a_finished_answer_has_the_shape(String schema, String shape) {
    String gbnf = grammar(schema);
    for (long seed = 0; seed < 12; seed++) {
      Output output = write(gbnf, Sampling.builder().seed(seed));
      assertThat(output.ended()).as("seed %d ended: %s", seed, output.text()).isTrue();
      assertThat(output.text()).as("seed %d", seed).matches(shape);
      assertThat(JSON.readTree(output.text())).isNotNull();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6, 7})
  void a_bounded_string_keeps_its_bounds(long seed) {
    String gbnf = grammar("{'type':'string','minLength':2,'maxLength':4}");
    Output output = write(gbnf, asciiOnly().seed(seed));
    assertThat(output.ended()).isTrue();
    String value = JSON.readTree(output.text()).asString();
    assertThat(value.codePointCount(0, value.length())).isBetween(2, 4);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "{'properties':{'a':{'not':{}}}}; #/properties/a has not",
        "{'properties':{'a':false}}; #/properties/a is false",
        "{'required':['a'],'additionalProperties':false}; #/additionalProperties is false",
        "{'type':'date'}; #/type is \"date\"",
        "{'allOf':[{},{}]}; #/allOf has 2 schemas",
        "{'anyOf':[]}; #/anyOf has 0 schemas",
        "{'anyOf':[{}],'properties':{}}; has properties beside anyOf",
        "{'enum':[]}; #/enum is []",
        "{'type':'string','maxLength':99999}; #/maxLength is 99999",
        "{'type':'array','minItems':3,'maxItems':2}; has maxItems below minItems",
        "{'items':{'$ref':'https://example.com'}}; #/items refers to",
        "{'$ref':'#/$defs/a'}; # refers to",
        "{'$ref':'#'}; refers to itself",
        "{'items':{'$ref':'#/$defs/a'},'$defs':{'a':{'anyOf':[{'$ref':'#/$defs/a'}]}}}; itself"
      })
  void what_a_grammar_cannot_say_is_refused_with_its_place(String schema, String problem) {
    assertThatThrownBy(() -> grammar(schema))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(problem)
        .message()
        .hasLineCount(1);
  }
}
