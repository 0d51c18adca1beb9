package org.aulos.runtime.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.util.Map;
import org.aulos.api.OptionsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ProxyRulesTest {
  private static final ProxySelector NONE = ProxySelector.of(null);

  private static Proxy proxy(Map<String, String> environment, String address) {
    return new ProxyRules(environment, NONE).select(URI.create(address)).get(0);
  }

  @ParameterizedTest
  @CsvSource({
    "HTTPS_PROXY, http://127.0.0.9:3128, https://models.example/a",
    "https_proxy, 127.0.0.9:3128, https://models.example/a",
    "HTTP_PROXY, http://127.0.0.9:3128/, http://models.example/a"
  })
  void theEnvironmentNamesTheProxy(String variable, String value, String address) {
    assertThat(proxy(Map.of(variable, value), address).address())
        .isEqualTo(new InetSocketAddress("127.0.0.9", 3128));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"https://intern.example/a", "https://a.intern.example", "https://127.0.0.1/a"})
  void someHostsAreReachedDirectly(String address) {
    Map<String, String> environment =
        Map.of("HTTPS_PROXY", "127.0.0.9:3128", "NO_PROXY", "other.example, .intern.example");

    assertThat(proxy(environment, address)).isEqualTo(Proxy.NO_PROXY);
    assertThat(proxy(environment, "https://notintern.example").type()).isEqualTo(Proxy.Type.HTTP);
  }

  @Test
  void withoutAnyTheWayIsDirect() {
    assertThat(proxy(Map.of(), "https://models.example/a")).isEqualTo(Proxy.NO_PROXY);
  }

  @Test
  void thePropertiesOfTheSystemComeFirst() {
    InetSocketAddress named = new InetSocketAddress("127.0.0.8", 80);
    ProxyRules rules =
        new ProxyRules(Map.of("HTTPS_PROXY", "127.0.0.9:3128"), ProxySelector.of(named));

    assertThat(rules.select(URI.create("https://models.example")).get(0).address())
        .isEqualTo(named);
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://me:secret@127.0.0.9", "socks5://secret", "http://", "se cret"})
  void whatIsNoProxyIsRefusedWithoutRepeatingIt(String value) {
    assertThatThrownBy(() -> new ProxyRules(Map.of("HTTPS_PROXY", value), NONE))
        .isInstanceOf(OptionsException.class)
        .hasMessageContaining("HTTPS_PROXY")
        .hasMessageNotContaining("secret")
        .hasMessageNotContaining("se cret");
  }
}
