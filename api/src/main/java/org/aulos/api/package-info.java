/**
 * The contracts that plugins implement and applications call, and the values that pass between
 * them.
 */
@org.jspecify.annotations.NullMarked
package org.aulos.api;
