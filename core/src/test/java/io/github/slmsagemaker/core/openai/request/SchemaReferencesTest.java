package io.github.slmsagemaker.core.openai.request;

import static io.github.slmsagemaker.core.openai.Json.strict;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.slmsagemaker.core.failure.Failure.BadRequest;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** References in the schemas of tools: a schema must be small when they are followed, too. */
final class SchemaReferencesTest {
  @ParameterizedTest(name = "doubled {0} times")
  @ValueSource(ints = {11, 40})
  void references_that_multiply_are_refused_before_they_do(int times) {
    BadRequest refused =
        catchThrowableOfType(BadRequest.class, () -> ChatRequestReader.read(doubled(times)));

    assertThat(refused).as("refusal").isNotNull();
    assertThat(refused.explanation()).contains("more than 5000 schemas");
  }

  @Test
  void references_that_multiply_a_little_are_accepted() {
    assertThatCode(() -> ChatRequestReader.read(doubled(7))).doesNotThrowAnyException();
  }

  @Test
  void a_chain_of_references_is_bounded() {
    String links =
        IntStream.range(0, 3_000)
            .mapToObj(i -> "'d%d':{'$ref':'#/$defs/d%d'},".formatted(i, i + 1))
            .collect(Collectors.joining());

    BadRequest refused =
        catchThrowableOfType(
            BadRequest.class,
            () -> ChatRequestReader.read(strict("{'$defs':{" + links + "'d3000':{}}}")));
    assertThat(refused.explanation()).contains("more than 100 times");
  }

  @Test
  void a_schema_may_use_one_definition_twice() {
    String schema =
        "{'$defs':{'a b':{'type':'string'}},'properties':{'x':{'$ref':'#/$defs/a%20b'},"
            + "'y':{'anyOf':[{'$ref':'#/$defs/a b'},{'type':'null'}]}}}";

    assertThatCode(() -> ChatRequestReader.read(strict(schema))).doesNotThrowAnyException();
  }

  /** A schema in which each definition uses the next one twice. */
  private static byte[] doubled(int times) {
    String definitions =
        IntStream.range(0, times)
            .mapToObj(
                i -> "'d%d':{'allOf':[%s,%s]},".formatted(i, reference(i + 1), reference(i + 1)))
            .collect(Collectors.joining());
    return strict("{'$defs':{" + definitions + "'d" + times + "':{}},'$ref':'#/$defs/d0'}");
  }

  private static String reference(int index) {
    return "{'$ref':'#/$defs/d" + index + "'}";
  }
}
