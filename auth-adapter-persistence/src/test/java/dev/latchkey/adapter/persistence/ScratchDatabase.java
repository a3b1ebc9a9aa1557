package dev.latchkey.adapter.persistence;

import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** A database of its own with an owner and a serving role, all three made anew. */
public final class ScratchDatabase {
  public static final String NAME = "scratch";
  public static final String OWNER = "scratch owner";
  public static final String SERVING = "scratch \"serving\" role; --";
  private static final String PASSWORD = "a: p/w?d@#%";

  private final DatabaseAccess superuser;

  private ScratchDatabase(DatabaseAccess superuser) {
    this.superuser = superuser;
  }

  public static ScratchDatabase anew(PostgresExtension postgres) {
    var scratch = new ScratchDatabase(postgres.config().serving());
    var jdbi = jdbi(scratch.superuser);
    jdbi.useHandle(handle -> handle.execute("drop database if exists scratch with (force)"));
    jdbi.useHandle(ScratchDatabase::makeRoles);
    jdbi.useHandle(handle -> handle.execute("create database scratch owner \"scratch owner\""));
    return scratch;
  }

  /** The server quotes the names, for the one of them is meant to be difficult. */
  private static void makeRoles(Handle handle) {
    for (String role : List.of(OWNER, SERVING)) {
      handle
          .createQuery(
              """
              select format('drop role if exists %I', :role)
              union all
              select format('create role %I login password %L', :role, :password)
              """)
          .bind("role", role)
          .bind("password", PASSWORD)
          .mapTo(String.class)
          .list()
          .forEach(handle::execute);
    }
  }

  public DatabaseAccess owner() {
    return new DatabaseAccess(url(), OWNER, PASSWORD);
  }

  public DatabaseAccess serving() {
    return new DatabaseAccess(url(), SERVING, PASSWORD);
  }

  private String url() {
    var url = superuser.jdbcUrl();
    return url.substring(0, url.lastIndexOf('/') + 1) + NAME;
  }

  public static Jdbi jdbi(DatabaseAccess access) {
    return Jdbi.create(access.jdbcUrl(), access.user(), access.password());
  }
}
