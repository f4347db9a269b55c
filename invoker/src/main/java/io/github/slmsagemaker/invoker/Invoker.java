package io.github.slmsagemaker.invoker;

import io.github.slmsagemaker.invoker.telemetry.KeyMetrics;
import io.github.slmsagemaker.core.catalogue.Catalogue;
import io.github.slmsagemaker.core.catalogue.UnknownNameException;
import io.github.slmsagemaker.http.HttpHandler;
import io.github.slmsagemaker.http.server.HttpServer;
import io.github.slmsagemaker.http.server.HttpServerSettings;
import io.github.slmsagemaker.invoker.answer.ServedModel;
import io.github.slmsagemaker.invoker.api.ApiErrors;
import io.github.slmsagemaker.invoker.calls.Budgeting;
import io.github.slmsagemaker.invoker.sagemaker.SageMakerSettings;
import io.github.slmsagemaker.invoker.telemetry.JsonLogLines;
import io.github.slmsagemaker.invoker.telemetry.JsonRequestLog;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;

/** The running invoker: a server in front of the API. */
public final class Invoker implements AutoCloseable {
  private static final Duration DRAINING = Duration.ofSeconds(5);

  private final ApiService service;
  private final HttpServer server;

  private Invoker(ApiService service, HttpServer server) {
    this.service = service;
    this.server = server;
  }

  /** Starts one from the environment that the stack has written; runs until the process ends. */
  public static void main(String[] arguments) {
    try {
      Settings settings = Settings.from(System.getenv());
      Budgeting budgeting =
          BudgetSettings.from(System.getenv())
              .map(budgets -> budgets.budgeting(settings))
              .orElse(Budgeting.NONE);
      JsonLogLines.install(System.out);
      Parts parts =
          Parts.of(served(settings), SageMakerSettings.Access.DEFAULT_CHAIN)
              .withBudgeting(budgeting)
              .withLog(
                  new JsonRequestLog(
                      System.out,
                      settings.endpoint().name(),
                      settings.served().model(),
                      KeyMetrics.from(System.getenv()),
                      settings.logText()));
      Lifetime.last(start(settings, parts));
    } catch (IllegalArgumentException | UnknownNameException wrong) {
      System.err.println("invoker: " + wrong.getMessage());
      System.exit(1);
    }
  }

  /** Starts listening. */
  public static Invoker start(Settings settings, Parts parts) {
    HttpServerSettings http =
        HttpServerSettings.defaults().withPort(settings.port()).withErrors(ApiErrors::render);
    ApiService service = new ApiService(settings, parts);
    return new Invoker(service, HttpServer.start(http, service));
  }

  /** Where it listens, on this machine alone. */
  public InetSocketAddress address() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port());
  }

  /** What it serves, without the server. */
  public HttpHandler handler() {
    return service;
  }

  @Override
  public void close() {
    server.drain(DRAINING);
    server.close();
    service.close();
  }

  private static ServedModel served(Settings settings) {
    return ServedModel.of(
        settings.served().model(),
        Catalogue.load().model(settings.served().model()),
        settings.served().contextTokens());
  }
}
