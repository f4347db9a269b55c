package io.github.slmsagemaker.acceptance.badinput;

import static io.github.slmsagemaker.acceptance.badinput.BadInput.status;
import static io.github.slmsagemaker.acceptance.stage.Sent.chat;
import static io.github.slmsagemaker.acceptance.stage.Sent.json;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.slmsagemaker.acceptance.stage.Sent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/** Requests whose HTTP is at fault, and that a server can still read. */
final class HttpCases {
  private static final byte[] GOOD =
      json("{'model':'slm-demo','max_tokens':16,'messages':[{'role':'user','content':'hi'}]}");
  private static final String JSON = "Content-Type: application/json";
  private static final int BOMB_BYTES = 64 << 20;

  private HttpCases() {}

  static Stream<BadInput> all() {
    return Stream.of(
        media("text/plain", chat(GOOD, "Content-Type: text/plain")),
        media("no content type", chat(GOOD, new String[0])),
        media("multipart", chat(GOOD, "Content-Type: multipart/form-data; boundary=b")),
        media("an unknown encoding", chat(GOOD, JSON, "Content-Encoding: br")),
        media("two encodings", chat(GOOD, JSON, "Content-Encoding: gzip, gzip")),
        status(
            "a gzip bomb", chat(bomb(), JSON, "Content-Encoding: gzip"), 413, "request_too_large"),
        BadInput.body("gzip that is none", chat(GOOD, JSON, "Content-Encoding: gzip")),
        status("GET on chat", Sent.get("/v1/chat/completions"), 405, "method_not_supported"),
        status("DELETE on models", Sent.bare("DELETE", "/v1/models"), 405, "method_not_supported"),
        status("an unknown path", Sent.get("/v1/nothing"), 404, "unknown_url"),
        status("dots written with percents", Sent.get("/v1/%2e%2e/"), 404, "unknown_url"),
        status("dots in a model's name", Sent.get("/v1/models/..%2f..%2fx"), 404, "unknown_url"),
        BadInput.refused(
            "an unknown model by its id",
            Sent.get("/v1/models/gpt-nobody"),
            404,
            "model",
            "model_not_found"));
  }

  /** A body that says what it is in gzip, which is understood. */
  static Sent gzipped() {
    return chat(gzip(GOOD), JSON, "Content-Encoding: gzip");
  }

  private static BadInput media(String label, Sent sent) {
    return status(label, sent, 415, "unsupported_media_type");
  }

  private static byte[] bomb() {
    return gzip(("{\"model\":\"" + " ".repeat(BOMB_BYTES) + "\"}").getBytes(UTF_8));
  }

  private static byte[] gzip(byte[] plain) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(plain);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return packed.toByteArray();
  }
}
