package org.aulos.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.aulos.api.spi.Component;
import org.aulos.api.spi.Plugin;
import org.aulos.runtime.plugin.PluginCheck;

/**
 * Holds a plugin to {@link org.aulos.testkit.PluginContract}, and each of its components, made with
 * its default options, to the contract of its role.
 */
public final class ContractCheck implements PluginCheck {
  @Override
  public List<Verdict> check(Plugin plugin) {
    List<Verdict> verdicts = new ArrayList<>();
    try (Workshop workshop = new Workshop(plugin)) {
      Subject.put(() -> plugin, workshop::features);
      verdicts.addAll(ContractRun.of("plugin " + plugin.name(), PluginRuns.OfPlugin.class));
      for (Component<?, ?> component : plugin.components()) {
        verdicts.addAll(check(component, workshop));
      }
    }
    return verdicts;
  }

  private static List<Verdict> check(Component<?, ?> component, Workshop workshop) {
    Subject.put(() -> workshop.make(component), workshop::features);
    List<Verdict> made = ContractRun.of(component.key(), PluginRuns.OfMaking.class);
    if (made.stream().anyMatch(verdict -> verdict.outcome() != Outcome.KEPT)) {
      return made;
    }
    Optional<Class<?>> contract = PluginRuns.of(component.role(), Subject.made());
    List<Verdict> verdicts = new ArrayList<>(made);
    verdicts.addAll(
        contract
            .map(run -> ContractRun.of(component.key(), run))
            .orElseGet(() -> List.of(unknown(component))));
    return verdicts;
  }

  private static Verdict unknown(Component<?, ?> component) {
    return new Verdict(
        component.key(),
        "keeps the contract of its role",
        Outcome.NOT_CHECKED,
        "there is no example for it here; hold it to its contract in a test of its project");
  }
}
