package io.github.slmsagemaker.core.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.slmsagemaker.core.failure.Failure.EngineFailed;
import io.github.slmsagemaker.core.sse.SseEvent;
import io.github.slmsagemaker.core.sse.SseReader;
import java.util.ArrayList;
import java.util.List;

/** Any stream means the same whole, in the pieces that it comes in, and byte by byte. */
public final class SseReaderFuzz {
  /** Little, so that inputs meet it. */
  private static final int MAX_EVENT_BYTES = 64;

  private SseReaderFuzz() {}

  /** Reads one stream. */
  public static void fuzzerTestOneInput(byte[] input) {
    Pieces pieces = Pieces.of(input);
    byte[] whole = pieces.whole();
    List<String> events = read(List.of(whole));

    assertThat(read(pieces.list())).as("in pieces").isEqualTo(events);
    assertThat(read(bytes(whole))).as("byte by byte").isEqualTo(events);
  }

  /** The events and how it ended; events that one call completes are lost if it fails. */
  private static List<String> read(List<byte[]> pieces) {
    SseReader reader = new SseReader(MAX_EVENT_BYTES);
    List<String> events = new ArrayList<>();
    try {
      for (byte[] piece : pieces) {
        reader.read(piece).stream().map(SseEvent::toString).forEach(events::add);
      }
      return events;
    } catch (EngineFailed tooLarge) {
      return List.of("too large");
    }
  }

  private static List<byte[]> bytes(byte[] whole) {
    List<byte[]> bytes = new ArrayList<>();
    for (byte b : whole) {
      bytes.add(new byte[] {b});
    }
    return bytes;
  }
}
