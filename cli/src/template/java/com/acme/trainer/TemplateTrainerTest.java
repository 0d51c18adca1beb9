package com.acme.trainer;

import org.aulos.api.Trainer;
import org.aulos.testkit.TrainerContract;

class TemplateTrainerTest implements TrainerContract {
  @Override
  public Trainer trainer() {
    return new TemplateTrainer(5);
  }
}
