package io.github.slmsagemaker.core.openai.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.slmsagemaker.core.json.RequestField;
import io.github.slmsagemaker.core.openai.Golden;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class RequestFieldsTest {

  @Test
  void chat_has_exactly_the_published_fields() {
    assertThat(names(RequestFields.chat()))
        .containsExactlyInAnyOrderElementsOf(published("chat "))
        .hasSizeGreaterThan(30);
  }

  @Test
  void completions_has_exactly_the_published_fields() {
    assertThat(names(RequestFields.completions()))
        .containsExactlyInAnyOrderElementsOf(published("completions "))
        .hasSizeGreaterThan(15);
  }

  @Test
  void required_fields_come_first_and_the_rest_by_name() {
    assertThat(names(RequestFields.chat()).subList(0, 2)).containsExactly("messages", "model");
    assertThat(names(RequestFields.chat()).stream().skip(2)).isSorted();
    assertThat(names(RequestFields.completions()).subList(0, 2)).containsExactly("model", "prompt");
    assertThat(names(RequestFields.completions()).stream().skip(2)).isSorted();
  }

  static Stream<RequestField> all() {
    return Stream.of(RequestFields.chat(), RequestFields.completions(), OtherFields.all())
        .flatMap(List::stream);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("all")
  void every_note_fits_a_table_cell(RequestField field) {
    assertThat(field.note()).isNotBlank().doesNotContain("|", "\n").hasSizeLessThan(80);
  }

  private static List<String> names(List<RequestField> fields) {
    return fields.stream().map(RequestField::name).toList();
  }

  private static List<String> published(String route) {
    return Golden.text("published-fields.txt")
        .lines()
        .filter(line -> line.startsWith(route))
        .map(line -> line.substring(route.length()))
        .toList();
  }
}
