package com.acme.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import org.aulos.api.Dataset;
import org.aulos.testkit.DatasetContract;
import org.junit.jupiter.api.Test;

class TemplateDatasetTest implements DatasetContract {
  @Override
  public Dataset dataset() {
    return new TemplateDataset(3, 5);
  }

  @Test
  void holdsEachNoteInEachFold() {
    assertThat(dataset().clips()).hasSize(15);
    assertThat(dataset().classes()).containsExactly("a", "b", "b-flat");
  }
}
