package io.github.slmsagemaker.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.slmsagemaker.core.failure.Failure;
import io.github.slmsagemaker.core.openai.reply.ErrorReply;
import io.github.slmsagemaker.core.json.RequestField;
import io.github.slmsagemaker.core.messages.request.MessagesFields;
import io.github.slmsagemaker.core.openai.request.OtherFields;
import io.github.slmsagemaker.core.responses.request.ResponsesFields;
import io.github.slmsagemaker.core.openai.request.RequestFields;
import io.github.slmsagemaker.testkit.pages.GeneratedSection;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The tables of {@code docs/api.md} come from what checks requests and words errors. */
final class ApiPageTest {
  private static final String PAGE = "docs/api.md";

  @Test
  void the_fields_of_a_chat_are_the_readers() throws Exception {
    GeneratedSection.of(PAGE, "chat fields").requireIs(fields(RequestFields.chat()));
  }

  @Test
  void the_fields_of_a_completion_are_the_readers() throws Exception {
    GeneratedSection.of(PAGE, "completion fields").requireIs(fields(RequestFields.completions()));
  }

  @Test
  void the_fields_of_other_servers_are_the_readers() throws Exception {
    GeneratedSection.of(PAGE, "other fields").requireIs(fields(OtherFields.all()));
  }

  @Test
  void the_fields_of_a_response_are_the_readers() throws Exception {
    GeneratedSection.of(PAGE, "responses fields").requireIs(fields(ResponsesFields.all()));
  }

  @Test
  void the_fields_of_a_message_are_the_readers() throws Exception {
    GeneratedSection.of(PAGE, "messages fields").requireIs(fields(MessagesFields.all()));
  }

  @Test
  void the_errors_are_all_there_are() throws Exception {
    Map<Failure, String> meanings = meanings();
    Set<Class<?>> told =
        meanings.keySet().stream().map(Failure::getClass).collect(Collectors.toSet());
    assertThat(told).containsExactlyInAnyOrder(Failure.class.getPermittedSubclasses());

    GeneratedSection.of(PAGE, "errors").requireIs(errors(meanings));
  }

  private static String fields(List<RequestField> fields) {
    StringBuilder table = new StringBuilder("| field | | |\n|---|---|---|\n");
    for (RequestField field : fields) {
      String mark =
          switch (field.status()) {
            case SUPPORTED -> "✓";
            case DROPPED -> "dropped";
            case NAMED -> "named";
            case REFUSED -> "400";
          };
      table.append("| `%s` | %s | %s |\n".formatted(field.name(), mark, field.note()));
    }
    return table.toString();
  }

  private static String errors(Map<Failure, String> meanings) {
    StringBuilder table =
        new StringBuilder("| status | `code` | `type` | repeated by SDKs | when |\n");
    table.append("|---|---|---|---|---|\n");
    meanings.forEach(
        (failure, meaning) -> {
          ErrorReply reply = ErrorReply.of(failure);
          table.append(
              "| %d | `%s` | `%s` | %s | %s |\n"
                  .formatted(
                      reply.status(),
                      reply.code().orElse("null"),
                      reply.type(),
                      repeated(reply) ? "yes" : "no",
                      meaning));
        });
    return table.toString();
  }

  /** OpenAI's SDKs repeat these, unless a header says otherwise. */
  private static boolean repeated(ErrorReply reply) {
    boolean usually = Set.of(408, 409, 429).contains(reply.status()) || reply.status() >= 500;
    return usually && !"false".equals(reply.headers().get("x-should-retry"));
  }

  private static Map<Failure, String> meanings() {
    Duration wait = Duration.ofSeconds(1);
    Map<Failure, String> meanings = new LinkedHashMap<>();
    meanings.put(
        new Failure.BadRequest(Optional.of("n"), Optional.of("invalid_value"), ""),
        "a field is wrong; `param` names it; also `invalid_type`, `missing_required_parameter`,"
            + " `unsupported_value` and the like");
    meanings.put(new Failure.ContextLengthExceeded(""), "prompt and answer do not fit");
    meanings.put(new Failure.EngineRejected(""), "the engine refused the request");
    meanings.put(new Failure.InvalidKey(""), "no key, or a wrong one");
    meanings.put(new Failure.ModelNotFound(""), "another model than the one that is served");
    meanings.put(new Failure.RouteNotFound(), "no such path");
    meanings.put(
        new Failure.EndpointUnsupported(""),
        "a path that others serve; the message says what to use");
    meanings.put(new Failure.MethodNotAllowed("", ""), "see the header `Allow`");
    meanings.put(new Failure.PayloadTooLarge(""), "more than 2 MiB, also after unpacking");
    meanings.put(new Failure.UnsupportedMediaType(""), "not `application/json`, or packed oddly");
    meanings.put(
        new Failure.ProtocolViolation(400, ""), "no acceptable HTTP; also 414, 417, 421 and 431");
    meanings.put(new Failure.ProtocolViolation(408, ""), "head or body came too slowly");
    meanings.put(new Failure.ProtocolViolation(503, ""), "too many connections");
    meanings.put(new Failure.ProtocolViolation(505, ""), "neither HTTP/1.1 nor HTTP/1.0");
    meanings.put(new Failure.RateLimited(wait, ""), "rate; wait `Retry-After`");
    meanings.put(
        new Failure.QuotaExceeded(""),
        "the key's quota, or a budget, is used up; the message says until when");
    meanings.put(new Failure.EngineBusy(wait, ""), "the queue is full; wait `Retry-After`");
    meanings.put(new Failure.Cancelled(), "the client hung up; only logs see it");
    meanings.put(new Failure.Misconfigured(""), "the deployment is wrong; its log says how");
    meanings.put(new Failure.Internal(), "a defect; report the request id");
    meanings.put(new Failure.EngineFailed(""), "the engine or its answer broke");
    meanings.put(new Failure.DependencyFailed(""), "something that SageMaker depends on failed");
    meanings.put(
        new Failure.UnusableOutput(""), "no valid JSON or call came, also when asked to repair");
    meanings.put(new Failure.ModelWarmingUp(wait, ""), "the model stayed cold; wait `Retry-After`");
    meanings.put(
        new Failure.LedgerUnavailable(""),
        "whether the budget allows it could not be found out; no model was asked");
    meanings.put(new Failure.EndpointUnavailable(""), "SageMaker is out of order");
    meanings.put(new Failure.ShuttingDown(), "the server ended before the answer did");
    meanings.put(new Failure.EngineTimedOut(""), "SageMaker ended the call");
    meanings.put(new Failure.DeadlineExceeded(""), "no answer within the request's time");
    return meanings;
  }
}
