package org.aulos.api;

/**
 * A plugin that cannot be found, loaded or used. Names the plugin, the component and the
 * alternatives.
 */
public final class PluginException extends AulosException {
  private static final long serialVersionUID = 1L;

  /** An error whose message is a whole sentence for the user. */
  public PluginException(String message) {
    super(message);
  }

  /** An error whose message is a whole sentence for the user, and what caused it. */
  public PluginException(String message, Throwable cause) {
    super(message, cause);
  }
}
