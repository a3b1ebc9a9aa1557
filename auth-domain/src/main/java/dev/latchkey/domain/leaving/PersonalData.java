package dev.latchkey.domain.leaving;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a storage holds about a person, whatever feature put it there: to be handed to
 * him, and to be forgotten.
 *
 * <p>Whoever adds something to a storage that is about a person adds it here. A test walks every
 * table of the database and finds what was left out.
 */
public interface PersonalData {
  /**
   * The records of a category in the order of their keys, at most {@code limit} (1 or more) of
   * those after the given key (null: from the start). Empty means there are no more. Each call
   * looks anew, so a long category is no single moment; no record that was there all the time is
   * left out or comes twice.
   */
  List<PersonalRecord> read(Person person, Category category, @Nullable String after, int limit);

  /**
   * Forgets the user and all that is about him but the trail, of which nobody removes a line; in
   * the unit that is open. True for the caller who did it, false when the user is gone.
   *
   * <p>A sign-in that is under way, in whatever order the two come, leaves nothing behind; and no
   * session that was there works from the commit on.
   */
  boolean forget(Person person);

  /** What kinds of things are stored. */
  enum Category {
    PROFILE,
    CREDENTIALS,
    /** Passkeys, removed ones too, and the ceremonies that wait for their answer. */
    PASSKEYS,
    SESSIONS,
    /** Those from which he signed in. */
    DEVICES,
    /** Every attempt to register the address that is not yet forgotten, whosever it was. */
    REGISTRATIONS,
    /** How often something was tried in his name, by whomever. */
    ATTEMPT_COUNTERS,
    DELETION,
    /** What he was told for his safety. */
    NOTICES,
    /** The wish for another address, and the addresses that he left not long ago. */
    ADDRESSES,
    /** Mails and the like that are still to leave, or could not. */
    DELIVERIES,
    /** What happened to him, and in the registration that he came from. */
    AUDIT_TRAIL
  }
}
