/** What users are told for their safety, and what happens when one says that it was not him. */
@NullMarked
package dev.latchkey.domain.notice;

import org.jspecify.annotations.NullMarked;
