package io.github.slmsagemaker.core.openai.request;

import io.github.slmsagemaker.core.json.Field;
import io.github.slmsagemaker.core.json.Fields;
import io.github.slmsagemaker.core.json.Refusal;
import io.github.slmsagemaker.core.json.Shown;
import io.github.slmsagemaker.core.chat.Delivery;
import io.github.slmsagemaker.core.chat.Sampling;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads what chat and completions requests have in common. */
final class GenerationFields {
  static final int MAX_STOPS = 4;
  static final int MAX_STOP_CHARS = 256;
  static final int MAX_BIASES = 1024;
  static final int MAX_MODEL_CHARS = 128;

  /** An id, or a Hugging Face id: no path, no ARN. */
  private static final Pattern MODEL =
      Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._-]*)?");

  private static final Pattern TOKEN_ID = Pattern.compile("0|[1-9][0-9]{0,9}");

  private final Fields body;

  GenerationFields(Fields body) {
    this.body = body;
  }

  String model() {
    String expected =
        "an id such as hermes-3-llama-3.1-8b or org/name, at most " + MAX_MODEL_CHARS + " long";
    Field model = body.required("model");
    if (model.string().length() > MAX_MODEL_CHARS) {
      throw model.wrongValue(expected);
    }
    return model.string(MODEL, expected);
  }

  Sampling sampling() {
    return new Sampling(
        body.optional("temperature").map(field -> field.number(0, 2)).orElse(1.0),
        body.optional("top_p").map(GenerationFields::topP).orElse(1.0),
        body.optional("frequency_penalty").map(field -> field.number(-2, 2)).orElse(0.0),
        body.optional("presence_penalty").map(field -> field.number(-2, 2)).orElse(0.0),
        seed(),
        body.optional("logit_bias").map(GenerationFields::biases).orElse(Map.of()));
  }

  List<String> stop() {
    Optional<Field> stop = body.optional("stop");
    if (stop.isEmpty()) {
      return List.of();
    }
    return stop.get().node().isString()
        ? List.of(stopString(stop.get()))
        : stop.get().array(1, MAX_STOPS).stream().map(GenerationFields::stopString).toList();
  }

  Delivery delivery() {
    boolean stream = flag("stream");
    Optional<Fields> options = body.optional("stream_options").map(Field::object);
    if (options.isPresent() && !stream) {
      throw Refusal.field(
          "stream_options", Refusal.INVALID_VALUE, "is there without stream; set stream to true");
    }
    boolean includeUsage = options.map(GenerationFields::includeUsage).orElse(false);
    return stream ? new Delivery.Streamed(includeUsage) : new Delivery.Whole();
  }

  boolean flag(String name) {
    return body.optional(name).map(Field::bool).orElse(false);
  }

  /** Refuses a count of answers other than one. */
  void requireOne(String name) {
    body.optional(name)
        .filter(field -> field.longInteger("1") != 1)
        .ifPresent(
            field -> {
              throw field.unsupported("1: send one request for each answer");
            });
  }

  private OptionalLong seed() {
    return body.optional("seed")
        .map(field -> OptionalLong.of(field.longInteger("a 64-bit integer")))
        .orElse(OptionalLong.empty());
  }

  private static double topP(Field field) {
    String expected = "a number above 0 and at most 1";
    double value = field.number(expected);
    if (!(value > 0 && value <= 1)) {
      throw field.wrongValue(expected);
    }
    return value;
  }

  private static Map<Integer, Double> biases(Field field) {
    List<Field> entries = field.object().present();
    if (entries.size() > MAX_BIASES) {
      throw field.wrongValue("at most " + MAX_BIASES + " token ids");
    }
    Map<Integer, Double> biases = new HashMap<>();
    String prefix = field.path() + '.';
    for (Field entry : entries) {
      biases.put(tokenId(field, entry.path().substring(prefix.length())), entry.number(-100, 100));
    }
    return biases;
  }

  private static int tokenId(Field biases, String name) {
    if (!TOKEN_ID.matcher(name).matches() || Long.parseLong(name) > Integer.MAX_VALUE) {
      throw Refusal.field(
          biases.path(),
          Refusal.INVALID_VALUE,
          "has the key " + Shown.text(name) + ", expected token ids such as \"50256\"");
    }
    return Integer.parseInt(name);
  }

  private static String stopString(Field field) {
    String text = field.string();
    if (text.isEmpty() || text.length() > MAX_STOP_CHARS) {
      throw field.wrongValue("1 to " + MAX_STOP_CHARS + " characters");
    }
    return text;
  }

  private static boolean includeUsage(Fields options) {
    options.allowOnly(Set.of("include_usage", "include_obfuscation"));
    options.optional("include_obfuscation").ifPresent(Field::bool);
    return options.optional("include_usage").map(Field::bool).orElse(false);
  }
}
