package io.github.slmsagemaker.local.child;

import io.github.slmsagemaker.http.Headers;
import io.github.slmsagemaker.http.HttpHandler;
import io.github.slmsagemaker.http.HttpReply;
import io.github.slmsagemaker.http.HttpRequest;
import io.github.slmsagemaker.local.running.Invocations;
import io.github.slmsagemaker.local.startup.StartFailure;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * A llama-server that answers {@code /invocations}, as a container with it would. One that ends by
 * itself after it had answered is started again; one that cannot even load its model is not, since
 * it would not the next time either.
 */
public final class LlamaServer implements HttpHandler, AutoCloseable {
  /** In a llama-server's own words. */
  private static final HttpHandler LOADING =
      error(
          503,
          "{\"error\":{\"code\":503,\"message\":\"Loading model\",\"type\":\"unavailable_error\"}}");

  private static final HttpHandler GONE =
      error(
          500,
          "{\"error\":{\"code\":500,\"message\":\"the engine has ended\",\"type\":\"server_error\"}}");

  private final LlamaServerProgram program;
  private final LlamaServerArguments arguments;
  private final Consumer<String> say;
  private final AtomicReference<HttpHandler> answering = new AtomicReference<>(LOADING);
  private RunningChild child;
  private boolean closed;

  private LlamaServer(
      LlamaServerProgram program, LlamaServerArguments arguments, Consumer<String> say) {
    this.program = program;
    this.arguments = arguments;
    this.say = say;
    this.child = RunningChild.start(program, arguments);
  }

  /**
   * Returns when it answers.
   *
   * @param say takes lines for the person at the keyboard, now and later
   * @throws StartFailure where it ends before that, with the last that it said
   */
  public static LlamaServer start(
      LlamaServerProgram program, LlamaServerArguments arguments, Consumer<String> say) {
    LlamaServer server = new LlamaServer(program, arguments, say);
    try {
      RunningChild first = server.child;
      server.require(first);
      server.serve(first);
      Thread.ofPlatform().daemon().name("llama-server-watch").start(() -> server.watch(first));
      return server;
    } catch (InterruptedException interrupted) {
      server.close();
      Thread.currentThread().interrupt();
      throw new StartFailure(
          "interrupted while llama-server was loading; start again", interrupted);
    }
  }

  @Override
  public void handle(HttpRequest request, HttpReply reply) throws Exception {
    answering.get().handle(request, reply);
  }

  @Override
  public void close() {
    RunningChild last;
    synchronized (this) {
      closed = true;
      last = child;
    }
    last.end();
  }

  private void serve(RunningChild ready) {
    answering.set(Invocations.ofCompletion(ready.socket()));
  }

  /** From life to life, until it is closed or one ends before it answered. */
  private void watch(RunningChild first) {
    try {
      Optional<RunningChild> running = Optional.of(first);
      while (running.isPresent()) {
        String end = running.get().awaitEnd();
        answering.set(LOADING);
        running = next();
        if (running.isPresent()) {
          say.accept("llama-server ended %s; it is started again".formatted(end));
          require(running.get());
          serve(running.get());
        }
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } catch (StartFailure hopeless) {
      answering.set(GONE);
      if (!isClosed()) {
        say.accept(hopeless.explanation());
      }
    }
  }

  /** Waits until it answers. */
  private void require(RunningChild started) throws InterruptedException {
    if (!started.awaitReady()) {
      throw new StartFailure(
          "llama-server %s ended %s before it answered; a model that is newer than it needs a newer"
                  .formatted(program.file(), started.awaitEnd())
              + " one (brew upgrade llama.cpp; apt upgrade); --engine llama-cpp takes the built-in"
              + " llama.cpp");
    }
  }

  private synchronized Optional<RunningChild> next() {
    if (closed) {
      return Optional.empty();
    }
    child = RunningChild.start(program, arguments);
    return Optional.of(child);
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  private static HttpHandler error(int status, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return (_, reply) -> reply.send(status, Headers.of("Content-Type", "application/json"), bytes);
  }
}
