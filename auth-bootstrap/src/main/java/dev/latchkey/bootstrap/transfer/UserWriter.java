package dev.latchkey.bootstrap.transfer;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.latchkey.domain.credential.PasswordHash;
import dev.latchkey.domain.user.User;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;

/** Writes users as the import reads them, a line each. */
public final class UserWriter {
  private final PrintWriter out;

  public UserWriter(PrintWriter out) {
    this.out = out;
  }

  /** One line. Without a hash it is for reading, and nothing to import. */
  public void write(User user, @Nullable PasswordHash hash) {
    var line = Json.MAPPER.createObjectNode();
    line.put("email", user.email().value());
    var name = user.name();
    if (name != null) {
      line.put("name", name.value());
    }
    var language = user.language();
    if (language != null) {
      line.put("language", language.tag());
    }
    line.put("created_at", user.createdAt().toString());
    line.put("email_verified", true);
    if (!user.isActive()) {
      line.put("disabled", true);
    }
    if (hash != null) {
      line.put("password_hash", hash.phc());
    }
    print(line);
  }

  private void print(Object line) {
    try {
      out.print(Json.MAPPER.writeValueAsString(line));
      out.print('\n');
    } catch (JsonProcessingException everyTreeIsJson) {
      throw new AssertionError(everyTreeIsJson);
    }
  }
}
