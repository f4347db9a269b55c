package io.github.slmsagemaker.invoker.dialect;

import io.github.slmsagemaker.core.engine.Completion;
import io.github.slmsagemaker.core.engine.Engine.PieceListener;
import io.github.slmsagemaker.core.failure.Failure;
import io.github.slmsagemaker.core.sse.SseEvent;
import io.github.slmsagemaker.core.sse.SseReader;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Puts the bytes of a reply together to JSON documents, however they were cut: one document, which
 * begins with a bracket or a brace, or server-sent events.
 *
 * <p>A reply is whole only when the engine's own end was read: the client library reports half a
 * frame followed by a clean end as success.
 */
public final class ReplyReader {
  static final JsonMapper JSON = JsonMapper.builder().build();

  /** TGI's last event holds the whole text once more. */
  private static final int MAX_EVENT_BYTES = 4 << 20;

  private final Reply reply;
  private final SseReader events = new SseReader(MAX_EVENT_BYTES);
  private final ByteArrayOutputStream document = new ByteArrayOutputStream();
  private Form form = Form.UNKNOWN;

  private enum Form {
    UNKNOWN,
    DOCUMENT,
    EVENTS
  }

  public ReplyReader(Reply reply) {
    this.reply = reply;
  }

  /** Takes the next bytes and hands out what they complete. */
  public void feed(byte[] bytes, PieceListener pieces) {
    if (form == Form.UNKNOWN) {
      form = formOf(bytes);
    }
    if (form == Form.EVENTS) {
      for (SseEvent event : events.read(bytes)) {
        if (!complete()) {
          reply.event(parsed(event.data()), pieces);
        }
      }
    } else {
      document.writeBytes(bytes);
    }
  }

  /** Whether the engine's end was read. */
  public boolean complete() {
    return reply.completion().isPresent();
  }

  /** The reply's bytes are over: what it came to. */
  public Completion end(PieceListener pieces) {
    if (form == Form.DOCUMENT) {
      reply.whole(parsed(document.toString(StandardCharsets.UTF_8)), pieces);
    }
    return reply
        .completion()
        .orElseThrow(
            () ->
                new Failure.EngineFailed(
                    "the answer ended before the engine's own end of it; it was not asked again"));
  }

  private static Form formOf(byte[] bytes) {
    for (byte b : bytes) {
      if (!Character.isWhitespace(b)) {
        return b == '{' || b == '[' ? Form.DOCUMENT : Form.EVENTS;
      }
    }
    return Form.UNKNOWN;
  }

  private static JsonNode parsed(String json) {
    try {
      return JSON.readTree(json);
    } catch (JacksonException e) {
      throw new Failure.EngineFailed("the engine's answer is not JSON; it was not asked again");
    }
  }
}
