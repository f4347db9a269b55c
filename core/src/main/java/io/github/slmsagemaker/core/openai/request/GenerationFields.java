package io.github.slmsagemaker.core.openai.request;

import io.github.slmsagemaker.core.catalogue.ServedName;
import io.github.slmsagemaker.core.json.Field;
import io.github.slmsagemaker.core.json.Fields;
import io.github.slmsagemaker.core.json.IgnoredFields;
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

/** Reads what the requests of all protocols have in common. */
public final class GenerationFields {
  static final int MAX_STOPS = 4;
  static final int MAX_STOP_CHARS = 256;
  static final int MAX_BIASES = 1024;

  private static final Pattern TOKEN_ID = Pattern.compile("0|[1-9][0-9]{0,9}");

  private final Fields body;
  private final Sampling usual;

  /**
   * @param usual how tokens are drawn where the request says nothing
   */
  public GenerationFields(Fields body, Sampling usual) {
    this.body = body;
    this.usual = usual;
  }

  /** Any text: which models are served is not known here. */
  public String model() {
    Field model = body.required("model");
    if (model.string().length() > ServedName.MOST_CHARS) {
      throw model.wrongValue(
          "a model's name, at most " + ServedName.MOST_CHARS + " characters long");
    }
    return model.string();
  }

  public Sampling sampling() {
    return new Sampling(
        body.optional("temperature").map(field -> field.number(0, 2)).orElse(usual.temperature()),
        body.optional("top_p").map(field -> share(field, 1)).orElse(usual.topP()),
        body.optional("frequency_penalty")
            .map(field -> field.number(-2, 2))
            .orElse(usual.frequencyPenalty()),
        body.optional("presence_penalty")
            .map(field -> field.number(-2, 2))
            .orElse(usual.presencePenalty()),
        seed(),
        body.optional("logit_bias").map(GenerationFields::biases).orElse(Map.of()),
        beyond());
  }

  private Sampling.Beyond beyond() {
    return new Sampling.Beyond(
        body.optional("top_k")
            .map(field -> Math.max(0, field.integer(-1, Integer.MAX_VALUE)))
            .orElse(usual.beyond().topK()),
        body.optional("min_p").map(field -> field.number(0, 1)).orElse(usual.beyond().minP()),
        repeatPenalty(),
        flag("ignore_eos"));
  }

  private double repeatPenalty() {
    Optional<Double> one = body.optional("repeat_penalty").map(field -> share(field, 2));
    Optional<Double> other = body.optional("repetition_penalty").map(field -> share(field, 2));
    requireSame("repeat_penalty", one, "repetition_penalty", other);
    return one.or(() -> other).orElse(usual.beyond().repeatPenalty());
  }

  /** Refuses two spellings of one field that say different things. */
  static <T> void requireSame(String name, Optional<T> one, String twin, Optional<T> other) {
    if (one.isPresent() && other.isPresent() && !one.equals(other)) {
      throw Refusal.field(
          name,
          Refusal.INVALID_VALUE,
          "is %s and %s is %s, expected the same value or only one of them"
              .formatted(one.get(), twin, other.get()));
    }
  }

  /** The strings that end an answer, by the name of their field. */
  public List<String> stop(String name) {
    Optional<Field> stop = body.optional(name);
    if (stop.isEmpty()) {
      return List.of();
    }
    return stop.get().node().isString()
        ? List.of(stopString(stop.get()))
        : stop.get().array(0, MAX_STOPS).stream().map(GenerationFields::stopString).toList();
  }

  Delivery delivery(IgnoredFields ignored) {
    boolean includeUsage =
        body.optional("stream_options")
            .map(options -> includeUsage(options.object(), ignored))
            .orElse(false);
    if (flag("stream")) {
      return new Delivery.Streamed(includeUsage);
    }
    if (includeUsage) {
      throw Refusal.field(
          "stream_options",
          Refusal.INVALID_VALUE,
          "asks for usage in a stream without stream; set stream to true");
    }
    return new Delivery.Whole();
  }

  /** Whether a field is there and true. */
  public boolean flag(String name) {
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

  private static double share(Field field, int most) {
    String expected = "a number above 0 and at most " + most;
    double value = field.number(expected);
    if (!(value > 0 && value <= most)) {
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

  private static boolean includeUsage(Fields options, IgnoredFields ignored) {
    options.only(Set.of("include_usage", "include_obfuscation"), ignored);
    options.optional("include_obfuscation").ifPresent(Field::bool);
    return options.optional("include_usage").map(Field::bool).orElse(false);
  }
}
