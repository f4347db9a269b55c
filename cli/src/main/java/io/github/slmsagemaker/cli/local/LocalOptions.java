package io.github.slmsagemaker.cli.local;

import io.github.slmsagemaker.deployment.engine.EngineKind;
import io.github.slmsagemaker.local.EngineChoice;
import io.github.slmsagemaker.local.LocalSettings;
import io.github.slmsagemaker.local.ModelChoice;
import io.github.slmsagemaker.local.frontdoor.Admission;
import io.github.slmsagemaker.local.frontdoor.ApiKey;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options of {@code slm local}, and what they mean together. */
final class LocalOptions {
  /** A key that does not stand in the list of processes. */
  static final String KEY_VARIABLE = "SLM_API_KEY";

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "Port on 127.0.0.1; 0 takes a free one. Default: ${DEFAULT-VALUE}.")
  private int port = LocalSettings.DEFAULT_PORT;

  @Option(
      names = "--model",
      paramLabel = "FILE.gguf|NAME",
      description = {
        "A GGUF file, or a model of the catalogue, which is downloaded once.",
        "Default: the small demo model that comes with slm."
      })
  private @Nullable String model;

  @Option(
      names = "--engine",
      paramLabel = "auto|llama-cpp|tgi|vllm",
      description = {
        "auto takes a llama-server of this machine where there is one on the PATH, except for the",
        "demo model, else the built-in llama.cpp; llama-cpp, tgi and vllm take that, speaking the",
        "dialect of the one or the other. Default: auto."
      })
  private @Nullable String engine;

  @Option(
      names = "--llama-server-binary",
      paramLabel = "FILE",
      description = {
        "Start this llama-server, which ends with slm. It runs models that the built-in llama.cpp",
        "is too old for: brew install llama.cpp, or apt install llama.cpp."
      })
  private @Nullable Path llamaServerBinary;

  @Option(
      names = "--llama-server",
      paramLabel = "URL",
      description = "Use a llama-server that is already running.")
  private @Nullable String llamaServer;

  @Option(
      names = "--tgi",
      paramLabel = "URL",
      description = "Use a Text Generation Inference that is already running.")
  private @Nullable String tgi;

  @Option(names = "--vllm", paramLabel = "URL", description = "Use a vLLM that is already running.")
  private @Nullable String vllm;

  @Option(
      names = "--api-key",
      paramLabel = "KEY",
      description = {
        "20 to 128 characters. Default: a new one at every start.",
        "Every user of the machine sees options: the variable " + KEY_VARIABLE + " is safer."
      })
  private @Nullable String apiKey;

  @Mixin private final AuthOptions auth = new AuthOptions();

  @Mixin private final BudgetOptions budget = new BudgetOptions();

  @Mixin private final ReachOptions reach = new ReachOptions();

  /**
   * @throws ParameterException where the options make no sense; it quotes no key
   */
  LocalSettings settings(CommandLine at, Map<String, String> environment, RandomGenerator random) {
    try {
      EngineChoice chosen = engineChoice();
      return new LocalSettings(
          port,
          modelChoice(chosen),
          chosen,
          admission(environment, random),
          budget.budgets(),
          reach.reach());
    } catch (IllegalArgumentException senseless) {
      throw new ParameterException(at, String.valueOf(senseless.getMessage()));
    }
  }

  private EngineChoice engineChoice() {
    long given =
        Stream.of(engine, llamaServerBinary, llamaServer, tgi, vllm)
            .filter(Objects::nonNull)
            .count();
    if (given > 1) {
      throw new IllegalArgumentException(
          "--engine, --llama-server-binary, --llama-server, --tgi and --vllm exclude each other");
    }
    if (llamaServer != null) {
      return new EngineChoice.LlamaServer(url("--llama-server", llamaServer));
    }
    if (tgi != null) {
      return new EngineChoice.Tgi(url("--tgi", tgi));
    }
    if (vllm != null) {
      return new EngineChoice.Vllm(url("--vllm", vllm));
    }
    if (llamaServerBinary != null) {
      return new EngineChoice.Child(llamaServerBinary);
    }
    return builtIn(engine == null ? "auto" : engine);
  }

  private static EngineChoice builtIn(String word) {
    return switch (word) {
      case "auto" -> new EngineChoice.Auto();
      case "llama-cpp" -> new EngineChoice.Embedded(EngineKind.LLAMA_CPP);
      case "tgi" -> new EngineChoice.Embedded(EngineKind.TGI_LLAMACPP);
      case "vllm" -> new EngineChoice.Embedded(EngineKind.VLLM);
      default ->
          throw new IllegalArgumentException(
              "--engine is '" + word + "', not auto, llama-cpp, tgi or vllm");
    };
  }

  private ModelChoice modelChoice(EngineChoice chosen) {
    if (model == null) {
      return new ModelChoice.Demo();
    }
    if (model.isBlank()) {
      throw new IllegalArgumentException("--model is empty; give a GGUF file or a model's name");
    }
    if (!isFile(model)) {
      return new ModelChoice.Named(model);
    }
    if (chosen instanceof EngineChoice.LlamaServer
        || chosen instanceof EngineChoice.Tgi
        || chosen instanceof EngineChoice.Vllm) {
      throw new IllegalArgumentException(
          "--model names a file, but a running server has its own; leave --model out or give the"
              + " name of the model that it serves");
    }
    return new ModelChoice.GgufFile(Path.of(model));
  }

  /** A name of the catalogue has no extension and no folder, and no file here is called so. */
  private static boolean isFile(String model) {
    try {
      return model.toLowerCase(Locale.ROOT).endsWith(".gguf")
          || model.startsWith(".")
          || Path.of(model).isAbsolute()
          || Files.exists(Path.of(model));
    } catch (InvalidPathException noPath) {
      return false;
    }
  }

  private static URI url(String option, String value) {
    String wanted = option + " wants a URL such as http://127.0.0.1:8000, not '" + value + "'";
    URI url;
    try {
      url = URI.create(value);
    } catch (IllegalArgumentException noUrl) {
      throw new IllegalArgumentException(wanted, noUrl);
    }
    boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
    if (!http
        || url.getHost() == null
        || url.getRawUserInfo() != null
        || url.getRawQuery() != null) {
      throw new IllegalArgumentException(wanted);
    }
    return url;
  }

  private Admission admission(Map<String, String> environment, RandomGenerator random) {
    Optional<Admission> tokens = auth.tokens();
    if (tokens.isEmpty()) {
      return new Admission.Keys(budget.keys(key(environment, random), random));
    }
    if (apiKey != null || budget.namesKeys()) {
      throw new IllegalArgumentException(
          "--auth jwt takes no keys: leave --api-key and --keys out");
    }
    return tokens.get();
  }

  /** Whether the key is made at this start, and so ends with it. */
  boolean makesKey(Map<String, String> environment) {
    return givenKey(environment) == null;
  }

  private ApiKey key(Map<String, String> environment, RandomGenerator random) {
    String given = givenKey(environment);
    return given == null ? ApiKey.generate(random) : new ApiKey(given);
  }

  private @Nullable String givenKey(Map<String, String> environment) {
    return apiKey != null ? apiKey : environment.get(KEY_VARIABLE);
  }
}
