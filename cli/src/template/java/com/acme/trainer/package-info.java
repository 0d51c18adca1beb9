/** The plugin template-trainer. */
package com.acme.trainer;
