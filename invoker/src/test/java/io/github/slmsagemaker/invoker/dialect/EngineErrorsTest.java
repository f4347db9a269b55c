package io.github.slmsagemaker.invoker.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.slmsagemaker.core.failure.Failure;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class EngineErrorsTest {

  static Stream<Arguments> events() {
    return Stream.of(
        arguments("{'error':{'code':400,'message':'x'}}", Failure.EngineRejected.class),
        arguments("{'error':{'message':'x'}}", Failure.EngineFailed.class),
        arguments("{'error':{'code':504}}", Failure.EngineTimedOut.class),
        arguments(
            "{'error':{'code':400,'type':'exceed_context_size_error'}}",
            Failure.ContextLengthExceeded.class),
        arguments("{'error':'x','error_type':'validation'}", Failure.EngineRejected.class),
        arguments("{'error':'x','error_type':'template_error'}", Failure.EngineRejected.class),
        arguments("{'error':'x','error_type':'tool_error'}", Failure.EngineRejected.class),
        arguments("{'error':'x','error_type':'overloaded'}", Failure.EngineBusy.class),
        arguments("{'error':'x','error_type':'generation'}", Failure.EngineFailed.class),
        arguments("{'error':'Request Timeout'}", Failure.EngineTimedOut.class),
        arguments("{'error':'it timed out'}", Failure.EngineTimedOut.class),
        arguments(
            "{'error':'`inputs` must have less than 5 tokens'}",
            Failure.ContextLengthExceeded.class),
        arguments(
            "{'error':'`inputs` tokens + `max_new_tokens` must be <= 5'}",
            Failure.ContextLengthExceeded.class),
        arguments("{'error':7}", Failure.EngineFailed.class));
  }

  @ParameterizedTest(name = "{0} is {1}")
  @MethodSource("events")
  void an_error_event_is_its_failure(String singleQuoted, Class<? extends Failure> expected) {
    assertThat(EngineErrors.inStream(ReplyReader.JSON.readTree(singleQuoted.replace('\'', '"'))))
        .isExactlyInstanceOf(expected);
  }

  @Test
  void an_overloaded_engine_is_told_by_its_words_whatever_the_status() {
    assertThat(EngineErrors.of(500, "{\"error\":\"x\",\"error_type\":\"overloaded\"}"))
        .isExactlyInstanceOf(Failure.EngineBusy.class);
  }

  @Test
  void words_that_are_no_engines_are_quoted_as_they_are() {
    assertThat(EngineErrors.of(413, "<html>too large</html>"))
        .isExactlyInstanceOf(Failure.EngineRejected.class)
        .hasMessageEndingWith("<html>too large</html>");
  }

  @Test
  void a_quote_is_one_line_of_at_most_300_characters() {
    assertThat(EngineErrors.quote("\n a\r\n\0b\u007f")).isEqualTo("a b");
    assertThat(EngineErrors.quote("x".repeat(300))).isEqualTo("x".repeat(300));
    assertThat(EngineErrors.quote("x".repeat(301))).isEqualTo("x".repeat(300) + "...");
  }
}
