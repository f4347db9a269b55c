package io.github.slmsagemaker.cli.cloud;

import io.github.slmsagemaker.cli.account.AccountFailure;
import io.github.slmsagemaker.cli.account.Services;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Services that say what a test tells them, by action or by method and path. */
final class FakeServices implements Services {
  private static final JsonMapper SORTED =
      JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

  private final Map<String, Supplier<Answer>> answers = new HashMap<>();

  /** Everything that was asked, with the body. */
  final List<String> asked = new ArrayList<>();

  void answers(String title, Supplier<String> json) {
    answers.put(title, () -> answer(200, json.get()));
  }

  void answers(String title, String json) {
    answers(title, () -> json);
  }

  void refuses(String title, int status, String message) {
    answers.put(title, () -> answer(status, "{\"message\": \"%s\"}".formatted(message)));
  }

  void denies(String title) {
    answers.put(
        title,
        () -> {
          throw new AccountFailure("not allowed");
        });
  }

  private static Answer answer(int status, String json) {
    return new Answer(status, JsonMapper.shared().readTree(json));
  }

  @Override
  public Answer ask(Question question) {
    asked.add(
        question.title()
            + question.body().map(body -> " " + SORTED.writeValueAsString(body)).orElse(""));
    return answers
        .getOrDefault(question.title(), () -> answer(400, "{\"message\": \"Could not find it\"}"))
        .get();
  }
}
