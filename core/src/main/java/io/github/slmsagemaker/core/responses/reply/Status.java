package io.github.slmsagemaker.core.responses.reply;

import java.util.Locale;

/** How far a response, or an item of one, has come. */
enum Status {
  IN_PROGRESS,
  COMPLETED,
  /** Cut, since the token budget or the context was used up. */
  INCOMPLETE,
  FAILED;

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
