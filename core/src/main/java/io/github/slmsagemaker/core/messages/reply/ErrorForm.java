package io.github.slmsagemaker.core.messages.reply;

import io.github.slmsagemaker.core.openai.reply.ErrorReply;

/** Whose error object the clients of a path read. */
public enum ErrorForm {
  OPENAI,
  ANTHROPIC;

  /** By a path as it was sent, whether it is served or not. */
  public static ErrorForm of(String path) {
    return path.matches("(/v1){1,2}/messages(/.*)?") ? ANTHROPIC : OPENAI;
  }

  /** An error as UTF-8 JSON on one line. */
  public byte[] body(ErrorReply error, String requestId) {
    return switch (this) {
      case OPENAI -> error.body();
      case ANTHROPIC -> MessageError.body(error, requestId);
    };
  }
}
