@NullMarked
package dev.latchkey.application.audit;

import org.jspecify.annotations.NullMarked;
