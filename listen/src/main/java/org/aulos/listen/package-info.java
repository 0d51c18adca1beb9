/**
 * Listening tests. {@link org.aulos.listen.Study} is what is asked, {@link
 * org.aulos.listen.ListeningServer} asks it, {@link org.aulos.listen.ListeningReport} says what was
 * answered.
 */
@org.jspecify.annotations.NullMarked
package org.aulos.listen;
