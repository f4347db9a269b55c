package io.github.slmsagemaker.invoker.calls;

import io.github.slmsagemaker.deployment.engine.EngineKind;
import io.github.slmsagemaker.invoker.sagemaker.CannedHttp.Reply;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.eventstream.HeaderValue;
import software.amazon.eventstream.Message;

/**
 * A reply of an endpoint, from a text that a fuzzer can change without breaking checksums.
 *
 * <p>A stream is records ended by 0x1E, each a frame whose kind is its first byte: {@code p} a part
 * of the payload, {@code m} a model's stream error, {@code i} an internal failure, {@code u} an
 * event that is not known, {@code r} bytes as they are instead of a frame, {@code !} the
 * connection's break after all of them.
 */
public record ReplyScript(EngineKind engine, boolean streams, Reply reply) {
  private static final byte END_OF_RECORD = 0x1E;
  private static final String EVENT_STREAM = "application/vnd.amazon.eventstream";

  public static ReplyScript of(byte[] input) {
    EngineKind engine = at(input, 0) == 't' ? EngineKind.TGI : EngineKind.LLAMA_CPP;
    byte[] rest = after(input, 2);
    return switch (at(input, 1)) {
      case 's' -> new ReplyScript(engine, true, streamed(rest));
      case 'e' -> new ReplyScript(engine, false, reply(424, rest));
      default -> new ReplyScript(engine, false, reply(200, rest));
    };
  }

  private static Reply reply(int status, byte[] body) {
    Map<String, String> headers =
        status == 200
            ? Map.of("content-type", "application/json")
            : Map.of("content-type", "application/json", "x-amzn-ErrorType", "ModelError");
    return new Reply(status, headers, SdkBytes.fromByteArray(body), false);
  }

  private static Reply streamed(byte[] script) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    ByteArrayOutputStream record = new ByteArrayOutputStream();
    boolean breaks = false;
    for (byte b : script) {
      if (b == END_OF_RECORD) {
        breaks |= at(record.toByteArray(), 0) == '!';
        body.writeBytes(frame(record.toByteArray()));
        record.reset();
      } else {
        record.write(b);
      }
    }
    body.writeBytes(frame(record.toByteArray()));
    return new Reply(
        200,
        Map.of("content-type", EVENT_STREAM),
        SdkBytes.fromByteArray(body.toByteArray()),
        breaks);
  }

  private static byte[] frame(byte[] record) {
    byte[] payload = after(record, 1);
    return switch (at(record, 0)) {
      case 'p' -> frame("event", ":event-type", "PayloadPart", payload);
      case 'u' -> frame("event", ":event-type", "Other", payload);
      case 'm' -> frame("exception", ":exception-type", "ModelStreamError", payload);
      case 'i' -> frame("exception", ":exception-type", "InternalStreamFailure", payload);
      case 'r' -> payload;
      default -> new byte[0];
    };
  }

  private static byte[] frame(String type, String header, String name, byte[] payload) {
    Map<String, HeaderValue> headers = new LinkedHashMap<>();
    headers.put(":message-type", HeaderValue.fromString(type));
    headers.put(header, HeaderValue.fromString(name));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new Message(headers, payload).encode(bytes);
    return bytes.toByteArray();
  }

  private static int at(byte[] bytes, int index) {
    return index < bytes.length ? bytes[index] : -1;
  }

  private static byte[] after(byte[] bytes, int count) {
    return bytes.length <= count ? new byte[0] : Arrays.copyOfRange(bytes, count, bytes.length);
  }
}
