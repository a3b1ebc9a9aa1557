package dev.latchkey.adapter.http.page;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The pages that a sign-in may lead back to, each by its whole path. What a request asks for is
 * compared with these and never put together to an address.
 */
public final class ReturnTo {
  /** Where somebody goes who asks for no other. */
  public static final String ACCOUNT = "/account";

  private static final Set<String> PAGES = Set.of(ACCOUNT);

  private ReturnTo() {}

  /** All of them. */
  public static Set<String> pages() {
    return PAGES;
  }

  /** The page that is asked for, if it is one of these; else the account. */
  public static String page(@Nullable String asked) {
    return asked != null && PAGES.contains(asked) ? asked : ACCOUNT;
  }
}
