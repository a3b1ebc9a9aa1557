package dev.latchkey.adapter.http.page;

import java.util.List;

/**
 * What pages say of the server, and where they are.
 *
 * @param name as people know it
 * @param base the path that all addresses of ours begin with, as browsers see it; may be empty
 * @param inbox whether mails are shown here, and sent to nobody
 * @param passkeys whether people can sign in with them
 * @param providers the origins that our forms may lead on to, beside ourselves
 */
public record Site(
    String name, String base, boolean inbox, boolean passkeys, List<String> providers) {
  public Site {
    providers = List.copyOf(providers);
  }

  /** The path of a page as browsers see it. */
  public String path(String page) {
    return base + page;
  }
}
