/** What an application calls to run Aulos. */
@org.jspecify.annotations.NullMarked
package org.aulos.runtime;
