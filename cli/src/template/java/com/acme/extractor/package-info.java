/** The plugin template-extractor. */
package com.acme.extractor;
