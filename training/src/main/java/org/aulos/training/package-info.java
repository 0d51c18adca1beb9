/** What trainers share: {@link org.aulos.training.TrainingRun}. */
@org.jspecify.annotations.NullMarked
package org.aulos.training;
