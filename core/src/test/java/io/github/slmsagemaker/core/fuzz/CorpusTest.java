package io.github.slmsagemaker.core.fuzz;

import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Surefire runs this in the module's folder. */
final class CorpusTest {
  private static final Path CORPORA = Path.of("src", "test", "resources", "fuzz");

  private record Target(Class<?> type, Consumer<byte[]> body) {}

  private static final List<Target> TARGETS =
      List.of(
          new Target(ChatRequestFuzz.class, ChatRequestFuzz::fuzzerTestOneInput),
          new Target(CompletionRequestFuzz.class, CompletionRequestFuzz::fuzzerTestOneInput),
          new Target(EcmaPatternFuzz.class, EcmaPatternFuzz::fuzzerTestOneInput),
          new Target(AnswerParserFuzz.class, AnswerParserFuzz::fuzzerTestOneInput),
          new Target(MessagesRequestFuzz.class, MessagesRequestFuzz::fuzzerTestOneInput),
          new Target(ResponsesRequestFuzz.class, ResponsesRequestFuzz::fuzzerTestOneInput),
          new Target(SseReaderFuzz.class, SseReaderFuzz::fuzzerTestOneInput));

  static Stream<Arguments> inputs() throws IOException {
    Stream.Builder<Arguments> inputs = Stream.builder();
    for (Target target : TARGETS) {
      String name = target.type().getSimpleName();
      try (Stream<Path> files = Files.list(CORPORA.resolve(name))) {
        files
            .sorted()
            .forEach(
                file ->
                    inputs.add(arguments(name + "/" + file.getFileName(), file, target.body())));
      }
    }
    return inputs.build();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("inputs")
  void a_target_holds_for_every_input_of_its_corpus(
      String label, Path input, Consumer<byte[]> target) throws IOException {
    target.accept(Files.readAllBytes(input));
  }
}
