package org.aulos.api;

import java.nio.file.Path;

/**
 * A trained model on disk.
 *
 * @param directory holds {@code weights.safetensors} under the official state-dict names, whatever
 *     else resuming needs, and {@code provenance.json}
 * @param step optimiser steps taken; 0 or more
 * @param provenance where it comes from
 */
public record Checkpoint(Path directory, long step, Provenance provenance) {}
