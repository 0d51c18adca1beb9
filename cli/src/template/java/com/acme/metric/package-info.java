/** The plugin template-metric. */
package com.acme.metric;
