package io.github.slmsagemaker.cli.local;

import io.github.slmsagemaker.authorizer.jwt.TokenSettings;
import io.github.slmsagemaker.local.frontdoor.Admission;
import io.github.slmsagemaker.local.frontdoor.DoorKey;
import java.util.List;
import io.github.slmsagemaker.local.LocalSettings;
import io.github.slmsagemaker.local.ModelChoice;
import java.net.URI;
import java.util.stream.Collectors;

/**
 * What a person reads when the stack answers. Standard error may end up in a log file, so the link
 * to the page holds the key only where a person sees it, or where it ends with this process. Keys
 * of others, which were asked for by name, are told here alone.
 *
 * @param opens whether the link holds the key
 */
record Banner(LocalSettings settings, URI baseUrl, String model, String engine, boolean opens) {
  private static final String DEMO = "slm-demo";

  String text() {
    return """

    %s answers at %s
    It runs in %s.
    %s
    Chat with it in a browser: %s
    or in another terminal: %s

    Call it from another terminal, with the two lines below put after `export`%s:

      curl "$OPENAI_BASE_URL/chat/completions" -H "Authorization: Bearer $OPENAI_API_KEY" \\
        -H 'Content-Type: application/json' \\
        -d '{"model": "%s", "messages": [{"role": "user", "content": "Hello!"}]}'

    In a script: ./slm local >slm.env &   and, once slm.env has two lines,
      set -a; eval "$(cat slm.env)"; set +a

    Stop it with Ctrl-C.
    %s
    """
        .formatted(model, baseUrl, engine, origin(), page(), chat(), token(), model, others());
  }

  /** The fragment is the browser's own: no server is sent it. */
  private String page() {
    String page = baseUrl.resolve("/").toString();
    return switch (settings.admission()) {
      case Admission.Keys keys when opens -> page + "#key=" + keys.first().value();
      case Admission.Keys _ -> page + " (it asks for the key)";
      case Admission.Tokens _ -> page + " (give it a token where it asks for the key)";
    };
  }

  private String chat() {
    return switch (settings.admission()) {
      case Admission.Keys _ -> "./slm chat";
      case Admission.Tokens _ ->
          "OPENAI_BASE_URL=%s OPENAI_API_KEY=TOKEN ./slm chat".formatted(baseUrl);
    };
  }

  private String token() {
    return switch (settings.admission()) {
      case Admission.Keys _ -> "";
      case Admission.Tokens(TokenSettings tokens) ->
          """
          ,
          the second with a token instead of your-token: one of %s for %s"""
              .formatted(tokens.issuer(), String.join(", ", tokens.audiences()));
    };
  }

  private String others() {
    return switch (settings.admission()) {
      case Admission.Keys(List<DoorKey> keys) -> others(keys);
      case Admission.Tokens _ -> "";
    };
  }

  private static String others(List<DoorKey> keys) {
    return keys.stream()
        .skip(1)
        .map(key -> "\nThe key of %s is %s".formatted(key.id(), key.key().value()))
        .collect(Collectors.joining("", "", keys.size() > 1 ? "\n" : ""));
  }

  private String origin() {
    return switch (settings.model()) {
      case ModelChoice.Demo _ when model.equals(DEMO) ->
          """
          This is the demo model: a real llama.cpp runs it, but it is tiny and talks from its own
          small head. For a real conversation, a download of 0.5 GB:
            ./slm local --model qwen2.5-0.5b-instruct
          For Hermes-3, a download of 4.9 GB and about 6 GB of memory:
            ./slm local --model hermes-3-llama-3.1-8b
          """;
      case ModelChoice.GgufFile file -> "Its weights are " + file.file() + ".\n";
      case ModelChoice.Demo _, ModelChoice.Named _ -> "";
    };
  }
}
