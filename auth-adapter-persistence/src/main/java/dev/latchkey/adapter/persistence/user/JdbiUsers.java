package dev.latchkey.adapter.persistence.user;

import dev.latchkey.adapter.persistence.Database;
import dev.latchkey.adapter.persistence.Pages;
import dev.latchkey.adapter.persistence.Rows;
import dev.latchkey.domain.kernel.Language;
import dev.latchkey.domain.kernel.Page;
import dev.latchkey.domain.user.DisplayName;
import dev.latchkey.domain.user.EmailAddress;
import dev.latchkey.domain.user.User;
import dev.latchkey.domain.user.UserId;
import dev.latchkey.domain.user.Users;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/** Users in the table {@code app_user}, whose unique constraint decides who owns an address. */
public final class JdbiUsers implements Users {

  /** Reads a user from columns that are named so that those of a session can be beside them. */
  public static final RowMapper<User> USER =
      (row, context) ->
          new User(
              new UserId(Rows.uuid(row, "user_id")),
              EmailAddress.of(row.getString("email")),
              Optional.ofNullable(row.getString("name")).map(DisplayName::new).orElse(null),
              Rows.languageOrNull(row, "language"),
              User.Status.valueOf(row.getString("status")),
              new User.Epoch(row.getLong("epoch")),
              Set.copyOf(Rows.texts(row, "roles")),
              Rows.instant(row, "born_at"));

  /** Before the id of every user. */
  private static final UUID START = new UUID(0, 0);

  /**
   * Whoever waits for somebody who leaves the address inserts when it is left, and was looking for
   * it before: so it is looked for again, in what is there by then.
   */
  private static final String ADD =
      """
      insert into app_user (id, email, name, language, status, epoch, roles, created_at)
      select :id, :email, :name, :language, :status, :epoch, :roles, :createdAt
       where not exists (select from left_address where email = :email and over_at is null)
      on conflict (email) do nothing
      returning latchkey_is_left(email) as is_kept
      """;

  private final Database database;

  public JdbiUsers(Database database) {
    this.database = database;
  }

  @Override
  public Addition add(User user) {
    return database.call("add a user", handle -> isAdded(handle, user))
        ? new Addition.Added(user)
        : new Addition.Taken();
  }

  private static boolean isAdded(Handle handle, User user) {
    var isKept =
        handle
            .createQuery(ADD)
            .bind("id", user.id().value())
            .bind("email", user.email().value())
            .bind("name", text(user.name()))
            .bind("language", text(user.language()))
            .bind("status", user.status().name())
            .bind("epoch", user.epoch().value())
            .bindArray("roles", String.class, user.roles())
            .bind("createdAt", user.createdAt())
            .mapTo(Boolean.class)
            .findOne();
    if (isKept.orElse(false)) {
      handle
          .createUpdate("delete from app_user where id = :id")
          .bind("id", user.id().value())
          .execute();
    }
    return isKept.isPresent() && !isKept.get();
  }

  @Override
  public boolean isTaken(EmailAddress email) {
    return database.call(
        "look whether an address is taken",
        handle ->
            handle
                .createQuery(
                    """
                    select exists (select from app_user where email = :email)
                        or exists (select from left_address
                                    where email = :email and over_at is null)
                    """)
                .bind("email", email.value())
                .mapTo(Boolean.class)
                .one());
  }

  @Override
  public Optional<User> find(UserId id) {
    return database.call(
        "find a user",
        handle ->
            handle
                .createQuery(
                    """
                    select id as user_id, email, name, language, status, epoch, roles,
                           created_at as born_at
                      from app_user
                     where id = :id
                    """)
                .bind("id", id.value())
                .map(USER)
                .findOne());
  }

  @Override
  public Optional<User> findByEmail(EmailAddress email) {
    return database.call(
        "find a user by address",
        handle ->
            handle
                .createQuery(
                    """
                    select id as user_id, email, name, language, status, epoch, roles,
                           created_at as born_at
                      from app_user
                     where email = :email
                    """)
                .bind("email", email.value())
                .map(USER)
                .findOne());
  }

  @Override
  public Optional<User> changeProfile(
      UserId id, @Nullable DisplayName name, @Nullable Language language) {
    return database.call(
        "change a profile",
        handle ->
            handle
                .createQuery(
                    """
                    update app_user
                       set name = :name, language = :language
                     where id = :id
                    returning id as user_id, email, name, language, status, epoch, roles,
                              created_at as born_at
                    """)
                .bind("id", id.value())
                .bind("name", text(name))
                .bind("language", text(language))
                .map(USER)
                .findOne());
  }

  @Override
  public boolean disable(UserId id) {
    return changed(
        "disable a user",
        """
        update app_user
           set status = 'DISABLED', epoch = epoch + 1
         where id = :id and status = 'ACTIVE'
        """,
        id);
  }

  @Override
  public boolean enable(UserId id) {
    return changed(
        "enable a user",
        """
        update app_user
           set status = 'ACTIVE'
         where id = :id and status = 'DISABLED'
        """,
        id);
  }

  @Override
  public boolean raiseEpoch(UserId id) {
    return changed(
        "raise the epoch of a user",
        """
        update app_user
           set epoch = epoch + 1
         where id = :id
        """,
        id);
  }

  @Override
  public Optional<User.Epoch> raiseEpoch(UserId id, User.Epoch seen) {
    return database.call(
        "raise the epoch of a user from the one that was seen",
        handle ->
            handle
                .createQuery(
                    """
                    update app_user
                       set epoch = epoch + 1
                     where id = :id and epoch = :seen and status = 'ACTIVE'
                    returning epoch
                    """)
                .bind("id", id.value())
                .bind("seen", seen.value())
                .map((row, context) -> new User.Epoch(row.getLong("epoch")))
                .findOne());
  }

  @Override
  public Page<User> list(@Nullable UserId after, int limit) {
    var found =
        database.call(
            "list users",
            handle ->
                handle
                    .createQuery(
                        """
                        select id as user_id, email, name, language, status, epoch, roles,
                               created_at as born_at
                          from app_user
                         where id > :after
                         order by id
                         limit :limit
                        """)
                    .bind("after", after == null ? START : after.value())
                    .bind("limit", limit + 1L)
                    .map(USER)
                    .list());
    return Pages.of(found, limit, user -> user.id().value());
  }

  private boolean changed(String operation, String update, UserId id) {
    return database.call(
            operation, handle -> handle.createUpdate(update).bind("id", id.value()).execute())
        == 1;
  }

  private static @Nullable String text(@Nullable DisplayName name) {
    return name == null ? null : name.value();
  }

  private static @Nullable String text(@Nullable Language language) {
    return language == null ? null : language.tag();
  }
}
