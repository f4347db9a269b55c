package io.github.slmsagemaker.core.openai.request;

import static io.github.slmsagemaker.core.json.RequestField.Status.NAMED;
import static io.github.slmsagemaker.core.json.RequestField.Status.REFUSED;
import static io.github.slmsagemaker.core.json.RequestField.Status.SUPPORTED;
import static io.github.slmsagemaker.core.openai.request.RequestFields.field;

import io.github.slmsagemaker.core.json.Fields;
import io.github.slmsagemaker.core.json.IgnoredFields;
import io.github.slmsagemaker.core.json.KnownFields;
import io.github.slmsagemaker.core.json.RequestField;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Top-level fields that OpenAI's API does not have and that clients of other servers send: samplers
 * that are obeyed, hints that are dropped by name, and promises that are refused, since an answer
 * without them would not be what was asked for.
 */
public final class OtherFields {
  private static final String FORMAT = "use response_format";

  private static final List<RequestField> ALL =
      List.of(
          field("ignore_eos", SUPPORTED, "where the engine can, else named as ignored"),
          field("min_p", SUPPORTED, "0 to 1; where the engine cannot, named as ignored"),
          field("repeat_penalty", SUPPORTED, "above 0, at most 2; 1 changes nothing"),
          field("repetition_penalty", SUPPORTED, "the same as repeat_penalty"),
          field("top_k", SUPPORTED, "-1 and 0 for all tokens, or how many"),
          field("cache_prompt", NAMED, "the engine caches by itself"),
          field("chat_template_kwargs", NAMED, "prompts are rendered here"),
          field("enable_thinking", NAMED, "the model has no reasoning mode"),
          field("mode", NAMED, "prompts are rendered here"),
          field("models", NAMED, "one model is served"),
          field("n_discard", NAMED, "prompts are never cut"),
          field("top_a", NAMED, "no engine here draws by it"),
          field("add_generation_prompt", NAMED, "an answer is always asked for"),
          field("allowed_token_ids", REFUSED, "use logit_bias"),
          field("bad_words", REFUSED, "use logit_bias"),
          field("continue_final_message", REFUSED, "use /v1/completions"),
          field("documents", REFUSED, "put them into messages"),
          field("ebnf", REFUSED, FORMAT),
          field("format", REFUSED, FORMAT),
          field("grammar", REFUSED, FORMAT),
          field("guided_*", REFUSED, FORMAT),
          field("images", REFUSED, "the model reads text only"),
          field("include_stop_str_in_output", REFUSED, "stop strings are never part of an answer"),
          field("input", REFUSED, "chats have messages, completions a prompt"),
          field("inputs", REFUSED, "chats have messages, completions a prompt"),
          field("instructions", REFUSED, "put them into a system message or the prompt"),
          field("json_schema", REFUSED, FORMAT),
          field("min_tokens", REFUSED, "an answer ends where the model ends it"),
          field("n_probs", REFUSED, "use logprobs"),
          field("parameters", REFUSED, "its fields belong to the top level"),
          field("prompt_logprobs", REFUSED, "completions have echo with logprobs"),
          field("regex", REFUSED, FORMAT),
          field("return_token_ids", REFUSED, "ids are not part of an answer"),
          field("return_tokens", REFUSED, "ids are not part of an answer"),
          field("return_tokens_as_token_ids", REFUSED, "ids are not part of an answer"),
          field("stop_token_ids", REFUSED, "use stop"),
          field("structured_outputs", REFUSED, FORMAT),
          field("system", REFUSED, "put it into a system message or the prompt"),
          field("use_beam_search", REFUSED, "one answer is drawn, token by token"),
          field("web_search", REFUSED, "nothing is searched; offer a tool that searches"));

  /** Names of other APIs. */
  private static final Map<String, String> SYNONYMS =
      Map.ofEntries(
          Map.entry("max_length", "max_tokens"),
          Map.entry("max_new_tokens", "max_tokens"),
          Map.entry("max_output_tokens", "max_tokens"),
          Map.entry("maxOutputTokens", "max_tokens"),
          Map.entry("n_predict", "max_tokens"),
          Map.entry("num_predict", "max_tokens"),
          Map.entry("random_seed", "seed"),
          Map.entry("stop_sequences", "stop"),
          Map.entry("stopSequences", "stop"),
          Map.entry("streaming", "stream"),
          Map.entry("temp", "temperature"));

  private static final List<RequestField> CHAT =
      with(
          RequestFields.chat(),
          field("best_of", SUPPORTED, "1 only"),
          field("echo", REFUSED, "use /v1/completions"),
          field("prompt", REFUSED, "use messages, or /v1/completions"),
          field("suffix", REFUSED, "text is only continued, not inserted; leave it out"));

  private static final List<RequestField> COMPLETIONS =
      with(
          RequestFields.completions(),
          field("messages", REFUSED, "use prompt, or /v1/chat/completions"),
          field("response_format", REFUSED, "use /v1/chat/completions"),
          field("tools", REFUSED, "use /v1/chat/completions"));

  private static final KnownFields KNOWN_TO_CHAT = new KnownFields(CHAT, SYNONYMS);
  private static final KnownFields KNOWN_TO_COMPLETIONS = new KnownFields(COMPLETIONS, SYNONYMS);

  private OtherFields() {}

  /** All that chats know, OpenAI's fields first. */
  public static List<RequestField> ofChats() {
    return CHAT;
  }

  /** All that completions know, OpenAI's fields first. */
  public static List<RequestField> ofCompletions() {
    return COMPLETIONS;
  }

  /** Fields that both routes know beside OpenAI's. */
  public static List<RequestField> all() {
    return ALL;
  }

  /**
   * What another protocol knows: its own fields, and of those here all that it does not have.
   *
   * @param published its own fields
   * @param format name of its field for the form of an answer
   * @param otherNames what other APIs call one of its fields
   */
  public static KnownFields beside(
      List<RequestField> published, String format, Map<String, String> otherNames) {
    Set<String> names = published.stream().map(RequestField::name).collect(Collectors.toSet());
    List<RequestField> all = new ArrayList<>(published);
    for (RequestField other : ALL) {
      if (!names.contains(other.name())) {
        String note = other.note().equals(FORMAT) ? "use " + format : other.note();
        all.add(field(other.name(), other.status(), note));
      }
    }
    return new KnownFields(all, otherNames);
  }

  /** Refuses a chat request with a field that cannot be obeyed and must not be dropped. */
  static void admitChat(Fields body, IgnoredFields ignored) {
    KNOWN_TO_CHAT.admit(body, ignored);
  }

  /** The same for completions. */
  static void admitCompletion(Fields body, IgnoredFields ignored) {
    KNOWN_TO_COMPLETIONS.admit(body, ignored);
  }

  private static List<RequestField> with(List<RequestField> published, RequestField... more) {
    List<RequestField> all = new ArrayList<>(published);
    all.addAll(ALL);
    all.addAll(List.of(more));
    return List.copyOf(all);
  }
}
