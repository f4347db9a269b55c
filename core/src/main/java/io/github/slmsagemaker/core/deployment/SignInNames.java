package io.github.slmsagemaker.core.deployment;

/** What the stack and {@code slm login} say to each other about signing in. */
public final class SignInNames {
  /** Output: the issuer of tokens. */
  public static final String ISSUER = "LoginIssuer";

  /** Output: id of the app client, which is no secret. */
  public static final String CLIENT = "LoginClient";

  /** Output: scopes to ask for, with blanks between them. */
  public static final String SCOPES = "LoginScopes";

  /** Port on this machine to which a browser is sent back. */
  public static final int PORT = 8976;

  /**
   * Where a browser is sent back to: Cognito takes {@code http} for {@code localhost}, compares the
   * whole address, and knows it beforehand.
   */
  public static final String CALLBACK = "http://localhost:" + PORT + "/signed-in";

  private SignInNames() {}
}
