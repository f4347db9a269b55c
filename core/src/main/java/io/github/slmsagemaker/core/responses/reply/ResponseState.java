package io.github.slmsagemaker.core.responses.reply;

import io.github.slmsagemaker.core.openai.reply.ErrorReply;
import io.github.slmsagemaker.core.openai.reply.Usage;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What changes of a response while it comes.
 *
 * @param completedAt seconds since 1970, once it is complete
 * @param usage once it has ended
 * @param error where it failed
 */
record ResponseState(
    Status status,
    OptionalLong completedAt,
    List<OutputItem> output,
    Optional<Usage> usage,
    Optional<ErrorReply> error) {

  ResponseState {
    output = List.copyOf(output);
  }

  static ResponseState inProgress() {
    return new ResponseState(
        Status.IN_PROGRESS, OptionalLong.empty(), List.of(), Optional.empty(), Optional.empty());
  }

  static ResponseState completed(List<OutputItem> output, Usage usage, long at) {
    return new ResponseState(
        Status.COMPLETED, OptionalLong.of(at), output, Optional.of(usage), Optional.empty());
  }

  static ResponseState incomplete(List<OutputItem> output, Usage usage) {
    return new ResponseState(
        Status.INCOMPLETE, OptionalLong.empty(), output, Optional.of(usage), Optional.empty());
  }

  static ResponseState failed(List<OutputItem> output, ErrorReply error) {
    return new ResponseState(
        Status.FAILED, OptionalLong.empty(), output, Optional.empty(), Optional.of(error));
  }
}
