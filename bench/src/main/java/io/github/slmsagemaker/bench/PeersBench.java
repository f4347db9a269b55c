package io.github.slmsagemaker.bench;

import io.github.slmsagemaker.http.server.HttpServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The invoker beside LiteLLM's proxy, each in a process of its own, turn by turn on one stand-in of
 * SageMaker whose container speaks as Text Generation Inference: requests a second, latency, and
 * what a request costs in processor time and memory.
 */
public final class PeersBench {
  private static final Duration WARM_UP = Duration.ofSeconds(10);
  private static final List<Integer> CLIENTS = List.of(1, 16);

  private PeersBench() {}

  /** Arguments: LiteLLM's program, seconds of each measurement. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Duration turn = Duration.ofSeconds(Integer.parseInt(arguments[1]));
    try (MockContainer container = new MockContainer(MockWords.tgi());
        HttpServer whole = container.endpoint(false);
        HttpServer streaming = container.endpoint(true);
        LiteLlm litellm =
            new LiteLlm(Path.of(arguments[0]), whole.address(), streaming.address())) {
      compare(whole, litellm, false, turn);
      compare(streaming, litellm, true, turn);
    }
  }

  private static void compare(HttpServer standIn, LiteLlm litellm, boolean streamed, Duration turn)
      throws IOException, InterruptedException {
    Subject.Kind kind = Subject.Kind.TGI_INVOKER;
    try (var invoker = new SubjectProcess(kind, streamed, standIn.address())) {
      Peer bare = Peer.standIn(standIn.address(), streamed);
      Peer theirs = litellm.peer(streamed);
      Peer ours = Peer.chat("invoker", invoker.address(), Subject.MODEL, streamed, invoker.pid());
      for (int clients : CLIENTS) {
        System.out.printf("%s, %d at a time%n", streamed ? "streamed" : "in one piece", clients);
        Crowd crowd = new Crowd(clients);
        for (Peer peer : List.of(bare, theirs, ours)) {
          crowd.during(WARM_UP, peer);
        }
        Crowd.Result least = crowd.during(turn, bare);
        Crowd.Result other = crowd.during(turn, theirs);
        Crowd.Result own = crowd.during(turn, ours);
        System.out.println(least.line(bare.name()));
        System.out.println(other.line(theirs.name()));
        System.out.println(own.line(ours.name()));
        System.out.println(own.ratios(other, least));
      }
    }
  }
}
