package io.github.slmsagemaker.core.openai;

import io.github.slmsagemaker.core.json.StrictJson;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.node.ObjectNode;

/** Requests written down readably: apostrophes stand for quotes. */
public final class Json {
  private Json() {}

  public static byte[] bytes(String json) {
    return json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
  }

  /** A chat request that is fine but for what {@code more} adds. */
  public static byte[] chat(String more) {
    return bytes("{'model':'m','messages':[{'role':'user','content':'hi'}]," + more + "}");
  }

  /** A chat request with these messages. */
  public static byte[] messages(String messages) {
    return bytes("{'model':'m','messages':[" + messages + "]}");
  }

  /** A chat request with one tool of these parameters. */
  public static byte[] parameters(String schema) {
    return chat(
        "'tools':[{'type':'function','function':{'name':'f','parameters':" + schema + "}}]");
  }

  /** A completions request that is fine but for what {@code more} adds. */
  public static byte[] completion(String more) {
    return bytes("{'model':'m','prompt':'Once'," + more + "}");
  }

  public static ObjectNode parsed(byte[] json) {
    return StrictJson.parseObject(json);
  }

  /** A chat with one tool whose parameters are held to this schema. */
  public static byte[] strict(String schema) {
    return chat(
        "'tools':[{'type':'function','function':{'name':'f','strict':true,'parameters':"
            + schema
            + "}}]");
  }
}
