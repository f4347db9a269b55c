package io.github.slmsagemaker.invoker.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.slmsagemaker.core.failure.Failure;
import io.github.slmsagemaker.http.Headers;
import io.github.slmsagemaker.http.HttpRequest;
import io.github.slmsagemaker.testkit.engine.FakeEngine;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BodiesTest {
  private static final byte[] OBJECT = "{}".getBytes(StandardCharsets.UTF_8);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json",
        "application/json; charset=utf-8",
        "application/json;charset=UTF-8",
        " Application/JSON "
      })
  void json_is_read_however_its_type_is_written(String type) {
    assertThat(Bodies.json(request(Headers.of("Content-Type", type), OBJECT))).isEqualTo(OBJECT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "",
        "application/jsonp",
        "application/json-patch+json",
        "multipart/form-data; boundary=x",
        "application/x-www-form-urlencoded",
        "text/plain; application/json"
      })
  void any_other_type_is_refused(String type) {
    assertThatThrownBy(() -> Bodies.json(request(Headers.of("Content-Type", type), OBJECT)))
        .isInstanceOf(Failure.UnsupportedMediaType.class)
        .hasMessageContaining("Content-Type: application/json");
  }

  @Test
  void no_type_at_all_is_refused() {
    assertThatThrownBy(() -> Bodies.json(request(Headers.none(), OBJECT)))
        .isInstanceOf(Failure.UnsupportedMediaType.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "x-gzip", "GZIP", " gzip "})
  void a_gzipped_body_is_unpacked(String encoding) throws IOException {
    assertThat(Bodies.json(encoded(encoding, gzip(OBJECT)))).isEqualTo(OBJECT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"br", "deflate", "zstd", "gzip, gzip", "gzip, identity"})
  void an_encoding_that_is_not_known_is_refused(String encoding) {
    assertThatThrownBy(() -> Bodies.json(encoded(encoding, OBJECT)))
        .isInstanceOf(Failure.UnsupportedMediaType.class);
  }

  @Test
  void a_body_of_the_cap_is_read_and_a_byte_more_is_too_large() throws IOException {
    byte[] most = new byte[Bodies.MOST_BYTES];
    byte[] more = new byte[Bodies.MOST_BYTES + 1];

    assertThat(Bodies.json(encoded("identity", most))).hasSize(Bodies.MOST_BYTES);
    assertThat(Bodies.json(encoded("gzip", gzip(most)))).hasSize(Bodies.MOST_BYTES);
    assertThatThrownBy(() -> Bodies.json(encoded("identity", more)))
        .isInstanceOf(Failure.PayloadTooLarge.class);
    assertThatThrownBy(() -> Bodies.json(encoded("gzip", gzip(more))))
        .isInstanceOf(Failure.PayloadTooLarge.class);
  }

  @Test
  void a_gzip_bomb_is_too_large_before_it_is_unpacked() throws IOException {
    byte[] bomb = gzip(new byte[256 << 20]);
    assertThat(bomb).hasSizeLessThan(Bodies.MOST_BYTES);

    assertThatThrownBy(() -> Bodies.json(encoded("gzip", bomb)))
        .isInstanceOf(Failure.PayloadTooLarge.class);
  }

  @Test
  void a_body_that_is_no_gzip_or_cut_is_refused() throws IOException {
    byte[] cut = Arrays.copyOf(gzip(new byte[1000]), 20);

    assertThatThrownBy(() -> Bodies.json(encoded("gzip", OBJECT)))
        .isInstanceOf(Failure.BadRequest.class);
    assertThatThrownBy(() -> Bodies.json(encoded("gzip", cut)))
        .isInstanceOf(Failure.BadRequest.class);
    assertThatThrownBy(() -> Bodies.json(encoded("gzip", new byte[0])))
        .isInstanceOf(Failure.BadRequest.class);
  }

  @Test
  void a_gzipped_request_is_answered_over_the_wire() throws IOException {
    byte[] packed = gzip(ApiServer.chat("").getBytes(StandardCharsets.UTF_8));
    try (ApiServer api = ApiServer.over(FakeEngine.saying("Hi"))) {
      Answer answer =
          api.send(
              "POST",
              ApiServer.CHAT,
              packed,
              "Content-Type: application/json\r\nContent-Encoding: gzip\r\n");

      assertThat(answer.status()).isEqualTo(200);
    }
  }

  @Test
  void a_body_over_the_cap_is_413_over_the_wire_in_the_form_of_every_error() throws IOException {
    FakeEngine engine = FakeEngine.saying("Hi");
    try (ApiServer api = ApiServer.over(engine)) {
      Answer answer =
          api.send(
              "POST",
              ApiServer.CHAT,
              new byte[Bodies.MOST_BYTES + 1],
              "Content-Type: application/json\r\n");

      assertThat(answer.status()).isEqualTo(413);
      assertThat(answer.code()).isEqualTo("request_too_large");
      assertThat(answer.header("x-request-id")).isPresent();
      assertThat(engine.generations()).isEmpty();
    }
  }

  private static HttpRequest encoded(String encoding, byte[] body) {
    return request(
        Headers.of("Content-Type", "application/json").with("Content-Encoding", encoding), body);
  }

  private static HttpRequest request(Headers headers, byte[] body) {
    InetSocketAddress remote = new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
    return new HttpRequest("POST", ApiServer.CHAT, headers, body, remote);
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(plain);
    }
    return packed.toByteArray();
  }
}
