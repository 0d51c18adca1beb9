/**
 * COALA (Favory et al., <i>COALA: Co-Aligned Autoencoders for Learning Semantically Enriched Audio
 * Representations</i>, 2020) and its extension by contextual tag embeddings (Favory et al.,
 * <i>Learning Contextual Tag Embeddings for Cross-Modal Alignment of Audio and Tags</i>, 2021).
 * Public are the options of the components; {@code aulos describe} prints them.
 */
@org.jspecify.annotations.NullMarked
package org.aulos.plugins.coala;
