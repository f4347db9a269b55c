package io.github.slmsagemaker.testkit.recorded;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a real small model wrote where tools were offered.
 *
 * @param tools names of the offered tools
 * @param pieces the answer, as it came
 */
public record SmallModelReply(List<String> tools, List<String> pieces) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  public SmallModelReply {
    tools = List.copyOf(tools);
    pieces = List.copyOf(pieces);
  }

  /** A recording, such as {@code one-tool}. */
  public static SmallModelReply recorded(String name) {
    try (InputStream file =
        SmallModelReply.class.getResourceAsStream("small-models/" + name + ".json")) {
      if (file == null) {
        throw new IllegalArgumentException("no recording small-models/" + name);
      }
      JsonNode reply = JSON.readTree(file);
      return new SmallModelReply(texts(reply.path("tools")), texts(reply.path("pieces")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(text -> texts.add(text.asString()));
    return texts;
  }
}
