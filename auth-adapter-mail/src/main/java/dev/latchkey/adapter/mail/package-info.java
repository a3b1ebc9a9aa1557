/** Mail over SMTP, and the inbox of a server that has no mail server. */
@NullMarked
package dev.latchkey.adapter.mail;

import org.jspecify.annotations.NullMarked;
