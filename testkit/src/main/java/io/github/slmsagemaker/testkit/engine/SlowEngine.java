package io.github.slmsagemaker.testkit.engine;

import io.github.slmsagemaker.core.engine.Call;
import io.github.slmsagemaker.core.engine.Capabilities;
import io.github.slmsagemaker.core.engine.Completion;
import io.github.slmsagemaker.core.engine.Completion.FinishReason;
import io.github.slmsagemaker.core.engine.Completion.Speed;
import io.github.slmsagemaker.core.engine.Engine;
import io.github.slmsagemaker.core.engine.Generation;
import io.github.slmsagemaker.core.engine.Piece;
import io.github.slmsagemaker.core.engine.Prompt;
import io.github.slmsagemaker.core.failure.Failure;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * An engine with a speed and a call limit, in a time of its own: reading and writing move its clock
 * on, and a call that would take longer than the limit ends there, as on a serverless endpoint.
 *
 * <p>It says one answer, token by token, and goes on where the ids of a prompt end. Four bytes of a
 * prompt are one token. Its cache holds the last prompt and answer.
 */
public final class SlowEngine implements Engine, InstantSource {
  private static final int BYTES_PER_TOKEN = 4;

  private final List<String> answer;
  private final double reading;
  private final double writing;
  private final Duration limit;
  private final List<Generation> generations = new ArrayList<>();
  private final List<Integer> readTokens = new ArrayList<>();
  private Capabilities capabilities = FakeEngine.EVERYTHING;
  private boolean caches = true;
  private boolean losesIds;
  private Prompt held = Prompt.of("");
  private Instant now = Instant.EPOCH;

  /**
   * An engine.
   *
   * @param answer its tokens' texts; the ids are 0, 1, 2, ...
   * @param reading prompt tokens a second
   * @param writing answer tokens a second
   * @param limit longest call
   */
  public SlowEngine(List<String> answer, double reading, double writing, Duration limit) {
    this.answer = List.copyOf(answer);
    this.reading = reading;
    this.writing = writing;
    this.limit = limit;
  }

  /** Finds nothing in its cache from now on, as if every call met another instance. */
  public SlowEngine withoutCache() {
    caches = false;
    return this;
  }

  /** Does not return ids from now on, though it could take them. */
  public SlowEngine losingIds() {
    losesIds = true;
    return this;
  }

  /** Can do only this. */
  public SlowEngine able(Capabilities only) {
    capabilities = only;
    return this;
  }

  /** Every generation asked for. */
  public List<Generation> generations() {
    return List.copyOf(generations);
  }

  /** How many prompt tokens each call had to read. */
  public List<Integer> readTokens() {
    return List.copyOf(readTokens);
  }

  /** The text that the answer's tokens from one to another spell. */
  public String text(int from, int to) {
    return String.join("", answer.subList(from, to));
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public Capabilities capabilities() {
    return capabilities;
  }

  @Override
  public Completion generate(Generation generation, Call call, PieceListener pieces) {
    generations.add(generation);
    Prompt prompt = generation.prompt();
    int from = prompt.generated().size();
    int to = from + Math.min(generation.maxTokens(), answer.size() - from);
    int cached = caches ? common(prompt) : 0;
    int promptTokens = tokens(prompt.text()) + from;
    readTokens.add(promptTokens - cached);
    Speed speed = new Speed(time(promptTokens - cached, reading), time(to - from, writing));
    spend(speed);
    List<Integer> ids = IntStream.range(from, to).boxed().toList();
    held = prompt.after(ids);
    pieces.accept(Piece.of(text(from, to)));
    return new Completion(
        to == answer.size() ? FinishReason.STOP : FinishReason.LENGTH,
        promptTokens,
        ids.size(),
        cached,
        losesIds ? List.of() : ids,
        Optional.of(speed));
  }

  private void spend(Speed speed) {
    Duration all = speed.reading().plus(speed.writing());
    if (all.compareTo(limit) > 0) {
      now = now.plus(limit);
      throw new Failure.EngineTimedOut("the call was cut off after " + limit);
    }
    now = now.plus(all);
  }

  /** Tokens that the cache holds of a prompt; its last token is always read. */
  private int common(Prompt prompt) {
    int bytes = 0;
    byte[] before = bytes(held.text());
    byte[] next = bytes(prompt.text());
    while (bytes < Math.min(before.length, next.length) && before[bytes] == next[bytes]) {
      bytes++;
    }
    boolean wholeText = bytes == next.length && before.length == next.length;
    int all = tokens(prompt.text()) + prompt.generated().size();
    int common = bytes / BYTES_PER_TOKEN;
    if (wholeText) {
      common = tokens(prompt.text()) + Math.min(held.generated().size(), prompt.generated().size());
    }
    return Math.min(common, all - 1);
  }

  private static Duration time(int tokens, double rate) {
    return Duration.ofNanos(Math.round(tokens * 1e9 / rate));
  }

  private static int tokens(String text) {
    return (bytes(text).length + BYTES_PER_TOKEN - 1) / BYTES_PER_TOKEN;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** An answer of so many numbered words. */
  public static List<String> words(int count) {
    return IntStream.range(0, count).mapToObj(i -> " w" + i).collect(Collectors.toList());
  }
}
