/** The plugin bring-your-own-model. */
package com.example.ownmodel;
