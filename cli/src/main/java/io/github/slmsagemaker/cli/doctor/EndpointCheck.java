package io.github.slmsagemaker.cli.doctor;

import io.github.slmsagemaker.cli.account.Account;
import io.github.slmsagemaker.cli.account.AccountFailure;
import io.github.slmsagemaker.cli.account.Endpoint;
import io.github.slmsagemaker.core.deployment.Lane;
import io.github.slmsagemaker.deployment.Placement;
import io.github.slmsagemaker.deployment.engine.EngineProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Whether an endpoint that is there can be called as the settings say. */
public final class EndpointCheck {
  private static final String ENDPOINT = "Endpoint";
  private static final String COMPONENT = "Inference component";
  private static final String ANSWER = "Its answer";

  private final Account account;

  public EndpointCheck(Account account) {
    this.account = account;
  }

  /** What is seen of it, and what it answers to one probe: a prompt of a word, for one token. */
  public List<Finding> findings(Placement.OnEndpoint place, EngineProfile engine) {
    List<Finding> findings = new ArrayList<>();
    try {
      Optional<Endpoint> endpoint = account.endpoint(place.name());
      if (endpoint.isEmpty()) {
        return List.of(missing(ENDPOINT, place.name()));
      }
      findings.add(state(ENDPOINT, endpoint.get()));
      kind(endpoint.get(), place.lane()).ifPresent(findings::add);
      Endpoint called = endpoint.get();
      if (place.component().isPresent()) {
        Optional<Endpoint> component = account.component(place.component().get());
        if (component.isEmpty()) {
          findings.add(missing(COMPONENT, place.component().get()));
          return findings;
        }
        called = component.get();
        findings.add(state(COMPONENT, called));
      }
      findings.add(container(called, engine));
    } catch (AccountFailure failure) {
      findings.add(Finding.unknown(ENDPOINT, failure.explanation(), ""));
    }
    if (findings.stream().noneMatch(found -> found.status() == Finding.Status.PROBLEM)) {
      findings.add(answer(place, engine));
    }
    return findings;
  }

  private static Finding missing(String subject, String name) {
    return Finding.problem(
        subject,
        "there is no %s in this account and region".formatted(name),
        "check its name, and AWS_REGION");
  }

  private static Finding state(String subject, Endpoint found) {
    String seen = "%s, %s".formatted(found.status(), found.machine());
    return found.ready()
        ? Finding.ok(subject, seen)
        : Finding.problem(
            subject,
            seen + found.failure().map(reason -> ": " + reason).orElse(""),
            "wait until it is InService, or mend it: the stack changes nothing of it");
  }

  /** The lane decides how it is called, and how long it may hold a call. */
  private static Optional<Finding> kind(Endpoint found, Lane lane) {
    if (found.serverless() == (lane == Lane.SERVERLESS)) {
      return Optional.empty();
    }
    return Optional.of(
        Finding.problem(
            ENDPOINT,
            found.serverless() ? "it is serverless" : "it is on instances",
            "say so: -c lane=" + (found.serverless() ? "serverless" : "always-on")));
  }

  private static Finding container(Endpoint called, EngineProfile engine) {
    Optional<String> image = called.image();
    if (image.isEmpty()) {
      return Finding.problem(
          ENDPOINT,
          "it has no container of its own: models are in inference components",
          "name the one to call: -c endpointComponent=NAME");
    }
    String name = image.get().toLowerCase(Locale.ROOT);
    boolean told = name.replaceAll("[^a-z]", "").contains(engine.choice().replaceAll("\\W", ""));
    return told
        ? Finding.ok("Its container", image.get())
        : Finding.advice(
            "Its container",
            "%s does not look like %s".formatted(image.get(), engine.choice()),
            "see that engine= says what runs in it");
  }

  private Finding answer(Placement.OnEndpoint place, EngineProfile engine) {
    try {
      account.probe(place, engine);
      return Finding.ok(ANSWER, "a token, as %s answers".formatted(engine.choice()));
    } catch (AccountFailure failure) {
      return Finding.problem(
          ANSWER,
          failure.explanation(),
          "its container must take %s's own requests at /invocations".formatted(engine.choice()));
    }
  }
}
