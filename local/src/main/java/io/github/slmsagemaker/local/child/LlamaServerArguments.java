package io.github.slmsagemaker.local.child;

import io.github.slmsagemaker.deployment.ProcessorSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a llama-server is started with: the settings of the serverless lane's container, but for
 * what a machine of one's own does better by itself. How weights are loaded and laid out, and how
 * much of them goes to a graphics card, is left to the engine; a test of the container's holds the
 * two lists together.
 *
 * @param model the file
 * @param alias what it is called
 * @param contextTokens tokens of prompt and answer together
 * @param threads threads that compute
 */
public record LlamaServerArguments(Path model, String alias, int contextTokens, int threads) {

  /**
   * The arguments, without the program.
   *
   * @param program whose options of convenience are left out where it lacks them
   * @param socket where it listens
   */
  public List<String> of(LlamaServerProgram program, Path socket) {
    ProcessorSettings usual = ProcessorSettings.USUAL;
    List<String> all =
        new ArrayList<>(
            List.of(
                "--model", model.toAbsolutePath().toString(),
                "--alias", alias,
                "--host", socket.toString(),
                "--ctx-size", Integer.toString(contextTokens * usual.sequences()),
                "--parallel", Integer.toString(usual.sequences()),
                "--ubatch-size", Integer.toString(usual.physicalBatchTokens()),
                "--threads", Integer.toString(threads)));
    if (program.takes("--cache-ram")) {
      all.addAll(List.of("--cache-ram", Integer.toString(usual.promptCacheMb())));
    }
    List.of("--offline", "--no-webui", "--no-slots").stream()
        .filter(program::takes)
        .forEach(all::add);
    return List.copyOf(all);
  }
}
