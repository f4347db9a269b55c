package io.github.slmsagemaker.testkit.lambda;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.slmsagemaker.testkit.lambda.Invocation.FunctionFailed;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Bytes of the real clients, recorded on 2026-11-29 from the crate lambda_web_adapter 0.9.1 (with
 * lambda_runtime 0.11.1) and from aws-lambda-java-runtime-interface-client 2.9.0 on JDK 25.
 */
final class RecordedClientsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final RuntimeApi api = RuntimeApi.start();

  @AfterEach
  void close() {
    api.close();
  }

  @Test
  void an_adapter_registers_as_an_extension_and_is_given_an_identifier() throws Exception {
    assertThat(replay("adapter-register"))
        .startsWith("HTTP/1.1 200 ")
        .containsPattern("Lambda-Extension-Identifier: [0-9a-f-]{36}\r\n");
    assertThat(api.extensions()).containsExactly("lambda-adapter");
  }

  @Test
  void a_client_that_asks_for_an_event_is_initialised_and_told_all_of_it() throws Exception {
    api.invoke("recorded-1", "{\"a\":\"\u00e4\"}".getBytes(UTF_8), PATIENCE);

    assertThat(replay("adapter-next"))
        .startsWith("HTTP/1.1 200 ")
        .contains("Lambda-Runtime-Aws-Request-Id: recorded-1\r\n")
        .containsPattern("Lambda-Runtime-Deadline-Ms: \\d{13}\r\n")
        .contains("Lambda-Runtime-Invoked-Function-Arn: arn:aws:lambda:")
        .endsWith(new String("\r\n\r\n{\"a\":\"\u00e4\"}".getBytes(UTF_8), ISO_8859_1));
    assertThat(api.awaitInit(PATIENCE)).isEmpty();
  }

  @Test
  void a_streamed_answer_comes_chunk_by_chunk_behind_its_metadata() throws Exception {
    Invocation invocation = taken("recorded-1");
    replay("adapter-stream");

    Invocation.Answer answer = invocation.answer(PATIENCE);
    assertThat(answer.streamed()).isTrue();
    assertThat(answer.contentType())
        .isEqualTo("application/vnd.awslambda.http-integration-response");
    ProxyReply reply = ProxyReply.of(answer);
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.headers().get("content-type")).containsExactly("text/event-stream");
    byte[] some = new byte[1000];
    assertThat(new String(some, 0, reply.body().read(some), UTF_8))
        .isEqualTo("data: {\"n\":1}\n\n");
    assertThat(new String(reply.body().readAllBytes(), UTF_8))
        .isEqualTo("data: {\"n\":2}\n\ndata: [DONE]\n\n");
    assertThat(invocation.endedWell(PATIENCE)).isTrue();
  }

  @Test
  void a_stream_that_broke_off_does_not_end_well_and_hands_out_no_trailer() throws Exception {
    Invocation invocation = taken("recorded-0");
    replay("adapter-broken-stream");

    ProxyReply reply = ProxyReply.of(invocation.answer(PATIENCE));
    assertThat(new String(reply.body().readAllBytes(), UTF_8)).isEqualTo("data: {\"n\":1}\n\n");
    assertThat(invocation.endedWell(PATIENCE)).isFalse();
  }

  @Test
  void an_answer_in_one_piece_is_one_object_with_the_body_in_it() throws Exception {
    Invocation invocation = taken("recorded-0");
    replay("adapter-whole");

    ProxyReply reply = ProxyReply.of(invocation.answer(PATIENCE));
    assertThat(reply.status()).isEqualTo(201);
    assertThat(reply.headers().get("x-request-id")).containsExactly("r1");
    assertThat(new String(reply.body().readAllBytes(), UTF_8)).isEqualTo("{\"echo\":true}");
  }

  @Test
  void the_java_client_answers_with_what_the_handler_returned() throws Exception {
    Invocation invocation = taken("recorded-0");
    replay("java-whole");

    Invocation.Answer answer = invocation.answer(PATIENCE);
    assertThat(answer.streamed()).isFalse();
    assertThat(new String(answer.body().readAllBytes(), UTF_8))
        .startsWith("{\"usageIdentifierKey\":\"abcdefghijklmnopqrstuvwxyz\"");
  }

  @Test
  void an_error_of_the_function_is_its_answer() throws Exception {
    Invocation invocation = taken("recorded-0");
    replay("java-error");

    assertThatThrownBy(() -> invocation.answer(PATIENCE))
        .isInstanceOf(FunctionFailed.class)
        .hasMessageContaining("Class not found: no.Such");
  }

  @Test
  void an_event_that_is_not_running_cannot_be_answered() throws Exception {
    assertThat(replay("java-whole")).startsWith("HTTP/1.1 400 ").contains("InvalidRequestID");
  }

  /** An event that a client has asked for. */
  private Invocation taken(String id) throws IOException {
    Invocation invocation = api.invoke(id, "{}".getBytes(UTF_8), PATIENCE);
    replay("java-next");
    return invocation;
  }

  private String replay(String recording) throws IOException {
    String[] address = api.address().split(":", 2);
    try (Socket socket = new Socket(address[0], Integer.parseInt(address[1]));
        InputStream bytes =
            Objects.requireNonNull(getClass().getResourceAsStream(recording + ".http"))) {
      bytes.transferTo(socket.getOutputStream());
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    }
  }
}
