package io.github.slmsagemaker.core.responses.reply;

import io.github.slmsagemaker.core.chat.ToolCall;
import io.github.slmsagemaker.core.openai.reply.ErrorReply;
import io.github.slmsagemaker.core.openai.reply.FinishReason;
import io.github.slmsagemaker.core.openai.reply.Heading;
import io.github.slmsagemaker.core.openai.reply.Usage;
import io.github.slmsagemaker.core.responses.ResponsesRequest;
import io.github.slmsagemaker.core.responses.reply.OutputItem.Called;
import io.github.slmsagemaker.core.responses.reply.OutputItem.Said;
import io.github.slmsagemaker.core.sse.EventSink;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The events of one answer, in the order that clients expect: an item is announced, filled, and
 * finished before the next. Not for use by several threads at once.
 */
public final class ResponseEvents {
  private static final String ADDED = "response.output_item.added";
  private static final String DONE = "response.output_item.done";

  private final EventWriter events;
  private final UnaryOperator<String> ids;
  private final List<OutputItem> finished = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();

  /** Id of the item that text goes to. */
  private @Nullable String open;

  private boolean begun;

  /**
   * Events of an answer that has not begun.
   *
   * @param ids makes an id that begins with the given text
   * @param sink takes the events
   */
  public ResponseEvents(
      Heading heading, ResponsesRequest request, UnaryOperator<String> ids, EventSink sink) {
    this.events = new EventWriter(new ResponseJson(heading, request), sink);
    this.ids = ids;
  }

  /** More text. */
  public void text(String more) {
    if (more.isEmpty()) {
      return;
    }
    begin();
    String id = opened();
    text.append(more);
    events.text("response.output_text.delta", finished.size(), id, "delta", more);
  }

  /** A whole call. */
  public void call(ToolCall call) {
    begin();
    closeText(Status.COMPLETED);
    String id = ids.apply("fc_");
    ToolCall unfilled = new ToolCall(call.id(), call.name(), "");
    events.item(ADDED, finished.size(), new Called(id, unfilled, Status.IN_PROGRESS));
    events.arguments(finished.size(), id, call);
    finish(new Called(id, call, Status.COMPLETED));
  }

  /**
   * The answer is over.
   *
   * @param now seconds since 1970
   * @return the whole response, as UTF-8 JSON on one line
   */
  public byte[] end(FinishReason reason, Usage usage, long now) {
    begin();
    if (finished.isEmpty()) {
      opened();
    }
    boolean cut = reason == FinishReason.LENGTH;
    closeText(cut ? Status.INCOMPLETE : Status.COMPLETED);
    ResponseState end =
        cut
            ? ResponseState.incomplete(finished, usage)
            : ResponseState.completed(finished, usage, now);
    events.state("response." + end.status().word(), end);
    return events.whole(end);
  }

  /** The answer will not be whole: says so in the response, and as the error that SDKs throw. */
  public void failed(ErrorReply error) {
    begin();
    List<OutputItem> output = new ArrayList<>(finished);
    if (open != null) {
      output.add(new Said(open, text.toString(), true, Status.INCOMPLETE));
    }
    events.state("response.failed", ResponseState.failed(output, error));
    events.error(error);
  }

  private void begin() {
    if (!begun) {
      begun = true;
      events.state("response.created", ResponseState.inProgress());
      events.state("response.in_progress", ResponseState.inProgress());
    }
  }

  private String opened() {
    if (open == null) {
      String id = ids.apply("msg_");
      events.item(ADDED, finished.size(), new Said(id, "", false, Status.IN_PROGRESS));
      events.part("response.content_part.added", finished.size(), id, "");
      open = id;
    }
    return open;
  }

  private void closeText(Status status) {
    if (open == null) {
      return;
    }
    String said = text.toString();
    events.text("response.output_text.done", finished.size(), open, "text", said);
    events.part("response.content_part.done", finished.size(), open, said);
    finish(new Said(open, said, true, status));
    open = null;
    text.setLength(0);
  }

  private void finish(OutputItem item) {
    events.item(DONE, finished.size(), item);
    finished.add(item);
  }
}
