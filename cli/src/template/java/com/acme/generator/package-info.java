/** The plugin template-generator. */
package com.acme.generator;
