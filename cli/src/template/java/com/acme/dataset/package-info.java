/** The plugin template-dataset. */
package com.acme.dataset;
