package io.github.slmsagemaker.local.modelserver;

import io.github.slmsagemaker.deployment.engine.EngineKind;
import io.github.slmsagemaker.http.ClientGone;
import io.github.slmsagemaker.http.Headers;
import io.github.slmsagemaker.http.HttpHandler;
import io.github.slmsagemaker.http.HttpReply;
import io.github.slmsagemaker.http.HttpRequest;
import io.github.slmsagemaker.local.llama.worker.LlamaWorker;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * An engine container's HTTP face, {@code /invocations} and {@code /ping} and the engine's own
 * paths for the same, with the engine of this process behind it.
 */
public final class ModelServer implements HttpHandler {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private final Contract contract;

  private ModelServer(Contract contract) {
    this.contract = contract;
  }

  /**
   * A container's face for a worker, which it leaves open.
   *
   * @param dialect {@link EngineKind#LLAMA_CPP}, {@link EngineKind#TGI_LLAMACPP} or {@link
   *     EngineKind#VLLM}
   * @param schemaToGrammar a JSON Schema as a GBNF grammar; throws IllegalArgumentException, whose
   *     message the client sees, for a schema that it cannot express
   * @throws IllegalArgumentException for another dialect: that one runs on a GPU
   */
  public static ModelServer of(
      LlamaWorker worker, EngineKind dialect, Function<ObjectNode, String> schemaToGrammar) {
    return new ModelServer(
        switch (dialect) {
          case LLAMA_CPP -> new LlamaServerContract(worker, schemaToGrammar);
          case TGI_LLAMACPP -> new TgiContract(worker);
          case VLLM -> new VllmContract(worker, schemaToGrammar);
          case TGI ->
              throw new IllegalArgumentException(
                  "dialect is TGI, which needs a GPU; expected LLAMA_CPP, TGI_LLAMACPP or VLLM");
        });
  }

  @Override
  public void handle(HttpRequest request, HttpReply reply) throws InterruptedException {
    if (request.method().equals("GET")) {
      page(request.path(), reply);
    } else if (request.method().equals("POST") && takes(request.path())) {
      invoke(request, reply);
    } else {
      notFound(reply);
    }
  }

  private boolean takes(String path) {
    return path.equals("/invocations") || path.equals(contract.path());
  }

  private void page(String path, HttpReply reply) {
    if (path.equals("/ping") || path.equals("/health")) {
      reply.send(200, Headers.of("Content-Type", "application/json"), contract.healthy());
      return;
    }
    contract
        .page(path)
        .ifPresentOrElse(page -> Delivery.send(reply, 200, page), () -> notFound(reply));
  }

  private static void notFound(HttpReply reply) {
    reply.send(404, Headers.none(), new byte[0]);
  }

  private void invoke(HttpRequest request, HttpReply reply) throws InterruptedException {
    try {
      contract.answer(parsed(request.body()), reply);
    } catch (ClientGone gone) {
      throw gone;
    } catch (RuntimeException failure) {
      Refusal refusal = contract.refusal(failure);
      Delivery.send(reply, refusal.status(), refusal.body());
    }
  }

  private static ObjectNode parsed(byte[] body) {
    try {
      if (MAPPER.readTree(body) instanceof ObjectNode object) {
        return object;
      }
    } catch (JacksonException e) {
      throw new BadRequest("the body is not valid JSON: " + e.getOriginalMessage());
    }
    throw new BadRequest("the body is no JSON object, expected one");
  }
}
