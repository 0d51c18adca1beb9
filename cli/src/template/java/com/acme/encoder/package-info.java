/** The plugin template-encoder. */
package com.acme.encoder;
