package io.github.slmsagemaker.core.route;

import java.util.Arrays;
import java.util.Optional;

/** Paths of OpenAI's and Anthropic's APIs that clients try and that are not served, and why. */
public enum NotServed {
  EMBEDDINGS("embeddings", "the model writes text, it makes no embeddings; run an embedding model"),
  IMAGES("images", "the model reads and writes text only; use a service that makes images"),
  AUDIO("audio", "the model reads and writes text only; use a service for speech"),
  REALTIME("realtime", "there are no sockets; set stream to true in a request of /v1/responses"),
  BATCHES("batches", "nothing is kept to be done later; send the requests one by one"),
  MESSAGE_BATCHES(
      "messages/batches", "nothing is kept to be done later; send the requests one by one"),
  FILES("files", "nothing is kept; write a file's text into a message"),
  UPLOADS("uploads", "nothing is kept; write a file's text into a message"),
  VECTOR_STORES("vector_stores", "nothing is kept; search by yourself, and offer it as a tool"),
  MODERATIONS("moderations", "nothing is moderated; use a service that does"),
  FINE_TUNING("fine_tuning", "the model is served as it is; deploy another one"),
  ASSISTANTS("assistants", "nothing is kept; send the conversation to /v1/responses"),
  THREADS("threads", "nothing is kept; send the conversation to /v1/responses"),
  CONVERSATIONS("conversations", "nothing is kept; send the conversation to /v1/responses"),
  STORED_RESPONSES("responses", "no response is kept; use the one that POST /v1/responses answers"),
  STORED_COMPLETIONS(
      "chat/completions", "no answer is kept; use the one that POST /v1/chat/completions answers");

  private final String below;
  private final String advice;

  NotServed(String below, String advice) {
    this.below = "/v1/" + below;
    this.advice = advice;
  }

  /** What to do instead of asking for a path that is no route; empty where nobody knows it. */
  public static Optional<String> advice(String path) {
    String meant = Route.normalized(path);
    return Arrays.stream(values())
        .filter(each -> meant.equals(each.below) || meant.startsWith(each.below + '/'))
        .findFirst()
        .map(each -> each.below + " is not served here: " + each.advice + served());
  }

  private static String served() {
    return "; this deployment serves " + Route.listed();
  }
}
