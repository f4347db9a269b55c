package io.github.slmsagemaker.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.slmsagemaker.core.json.RequestField;
import io.github.slmsagemaker.core.messages.request.MessagesFields;
import io.github.slmsagemaker.core.openai.request.OtherFields;
import io.github.slmsagemaker.core.responses.request.ResponsesFields;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The fields of requests are those of {@code docs/openapi.yaml}, and nothing else. */
final class PublishedFieldsTest {
  private static final OpenApi API = OpenApi.read();

  @Test
  void the_fields_of_requests_are_those_that_are_read_dropped_or_refused() {
    assertThat(described("ChatRequest", "OtherFields")).isEqualTo(fates(OtherFields.ofChats()));
    assertThat(described("CompletionRequest", "OtherFields"))
        .isEqualTo(fates(OtherFields.ofCompletions()));
    assertThat(described("ResponsesRequest")).isEqualTo(fates(ResponsesFields.all()));
    assertThat(described("MessagesRequest")).isEqualTo(fates(MessagesFields.all()));
  }

  /** Each field that is known, and whether it is dropped or refused. */
  private static Map<String, String> fates(List<RequestField> fields) {
    Map<String, String> fates = new TreeMap<>();
    for (RequestField field : fields) {
      String fate =
          switch (field.status()) {
            case SUPPORTED -> "read";
            case DROPPED, NAMED -> "Dropped";
            case REFUSED -> "Refused";
          };
      fates.put(field.name().replace("*", ""), fate);
    }
    return fates;
  }

  private static Map<String, String> described(String... parts) {
    Map<String, String> fates = new TreeMap<>();
    for (String part : parts) {
      API.properties(part)
          .forEach(
              (name, value) -> {
                String kind = value.path("$ref").asString("").replaceFirst("^.*/", "");
                boolean told = kind.equals("Dropped") || kind.equals("Refused");
                fates.put(name, told ? kind : "read");
              });
    }
    return fates;
  }
}
