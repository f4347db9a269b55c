package io.github.slmsagemaker.invoker.telemetry;

import io.github.slmsagemaker.http.WordlessTrace;
import java.io.PrintStream;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** All other log records, ours and the libraries', as lines of JSON beside those of requests. */
public final class JsonLogLines extends Handler {
  private final SimpleFormatter messages = new SimpleFormatter();
  private final PrintStream out;

  JsonLogLines(PrintStream out) {
    this.out = out;
  }

  /** Sends every record from INFO up to {@code out} and nowhere else. */
  public static void install(PrintStream out) {
    LogManager.getLogManager().reset();
    Logger root = Logger.getLogger("");
    root.setLevel(Level.INFO);
    root.addHandler(new JsonLogLines(out));
  }

  @Override
  public void publish(LogRecord logged) {
    ObjectNode line = JsonNodeFactory.instance.objectNode();
    line.put("timestamp", logged.getInstant().toString());
    line.put("level", level(logged.getLevel()));
    line.put("logger", logged.getLoggerName());
    line.put("message", messages.formatMessage(logged));
    Throwable thrown = logged.getThrown();
    if (thrown != null) {
      line.put("thrown", WordlessTrace.of(thrown));
    }
    out.println(line);
  }

  /** Lambda's words for levels. */
  private static String level(Level level) {
    if (level.intValue() >= Level.SEVERE.intValue()) {
      return "ERROR";
    }
    return level.intValue() >= Level.WARNING.intValue() ? "WARN" : "INFO";
  }

  @Override
  public void flush() {
    out.flush();
  }

  @Override
  public void close() {}
}
