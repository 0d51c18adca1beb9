package org.aulos.runtime.models;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.aulos.api.OptionsException;
import org.jspecify.annotations.Nullable;

/**
 * The proxy that system properties name ({@code https.proxyHost}), or else the environment: {@code
 * HTTPS_PROXY}, {@code HTTP_PROXY} and {@code NO_PROXY}, in upper or lower case. This machine is
 * always reached directly.
 */
final class ProxyRules extends ProxySelector {
  private final ProxySelector system;
  private final Map<String, InetSocketAddress> proxies = new HashMap<>();
  private final List<String> direct;

  /**
   * Rules.
   *
   * @throws OptionsException if a proxy of the environment is none
   */
  ProxyRules(Map<String, String> environment, ProxySelector system) {
    this.system = system;
    for (String scheme : List.of("http", "https")) {
      String value = variable(environment, scheme + "_proxy");
      if (!value.isEmpty()) {
        proxies.put(scheme, parse(scheme.toUpperCase(Locale.ROOT) + "_PROXY", value));
      }
    }
    this.direct =
        List.of(variable(environment, "no_proxy").toLowerCase(Locale.ROOT).split("[,\\s]+"));
  }

  private static String variable(Map<String, String> environment, String name) {
    String lower = environment.getOrDefault(name, "");
    return lower.isEmpty() ? environment.getOrDefault(name.toUpperCase(Locale.ROOT), "") : lower;
  }

  @Override
  public List<Proxy> select(URI address) {
    List<Proxy> named = system.select(address);
    if (named.stream().anyMatch(proxy -> proxy.type() != Proxy.Type.DIRECT)) {
      return named;
    }
    InetSocketAddress proxy = proxies.get(address.getScheme());
    return List.of(
        proxy == null || isDirect(address.getHost().toLowerCase(Locale.ROOT))
            ? Proxy.NO_PROXY
            : new Proxy(Proxy.Type.HTTP, proxy));
  }

  @Override
  public void connectFailed(URI address, SocketAddress proxy, IOException failure) {
    system.connectFailed(address, proxy, failure);
  }

  private boolean isDirect(String host) {
    if (host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]")) {
      return true;
    }
    for (String rule : direct) {
      String suffix = rule.startsWith(".") ? rule.substring(1) : rule;
      if (!suffix.isEmpty()
          && (suffix.equals("*") || host.equals(suffix) || host.endsWith("." + suffix))) {
        return true;
      }
    }
    return false;
  }

  /** The messages do not repeat the value: it may hold a password. */
  private static InetSocketAddress parse(String variable, String value) {
    URI proxy = uri(value.contains("://") ? value : "http://" + value);
    if (proxy == null || proxy.getHost() == null || !"http".equals(proxy.getScheme())) {
      throw new OptionsException(
          "the environment variable %s is not of the form http://HOST:PORT; mend it, or unset it"
              .formatted(variable));
    }
    if (proxy.getRawUserInfo() != null) {
      throw new OptionsException(
          ("the proxy in %s asks for a password, which Aulos cannot give; download the files by"
                  + " other means and name their folder with --from")
              .formatted(variable));
    }
    return new InetSocketAddress(proxy.getHost(), proxy.getPort() < 0 ? 80 : proxy.getPort());
  }

  private static @Nullable URI uri(String text) {
    try {
      return URI.create(text);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
