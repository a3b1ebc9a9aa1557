package dev.latchkey.testkit.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.domain.kernel.KeyId;
import dev.latchkey.domain.kernel.SecretBox;
import dev.latchkey.domain.kernel.SecretBox.Sealed;
import dev.latchkey.testkit.fixture.Secrets;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What every {@link SecretBox} promises. */
public abstract class SecretBoxContract {
  private static final String CONTEXT = "seed:1";
  private static final byte[] PLAIN = Secrets.PASSWORD.getBytes(UTF_8);

  /** One of several nodes with the same single key; each call makes another. */
  protected abstract SecretBox box();

  /** The same after a new key came; that of {@link #box()} is the earlier one. */
  protected abstract SecretBox boxAfterRotation();

  /** One with none of our keys. */
  protected abstract SecretBox strangersBox();

  @Test
  void what_was_sealed_opens_on_every_node() {
    assertThat(box().open(CONTEXT, box().seal(CONTEXT, PLAIN))).contains(PLAIN);
  }

  @Test
  void nothing_can_be_sealed_too() {
    assertThat(box().open(CONTEXT, box().seal(CONTEXT, new byte[0]))).contains(new byte[0]);
  }

  @Test
  void what_was_sealed_shows_nothing() {
    var sealed = box().seal(CONTEXT, PLAIN);

    assertThat(new String(sealed.bytes(), StandardCharsets.ISO_8859_1))
        .doesNotContain(Secrets.CANARY);
    assertThat(sealed.toString()).doesNotContain(Secrets.CANARY);
  }

  @Test
  void the_same_sealed_twice_looks_different() {
    var box = box();

    assertThat(box.seal(CONTEXT, PLAIN)).isNotEqualTo(box.seal(CONTEXT, PLAIN));
  }

  @Test
  void it_does_not_open_for_another_context() {
    var sealed = box().seal(CONTEXT, PLAIN);

    assertThat(box().open("seed:2", sealed)).isEmpty();
    assertThat(box().open("seed:", sealed)).isEmpty();
    assertThat(box().open(CONTEXT + "1", sealed)).isEmpty();
  }

  @Test
  void it_does_not_open_when_any_bit_was_changed() {
    var sealed = box().seal(CONTEXT, PLAIN);
    var bytes = sealed.bytes();
    for (var bit = 0; bit < 8 * bytes.length; bit++) {
      var changed = bytes.clone();
      changed[bit / 8] ^= (byte) (1 << bit % 8);

      assertThat(box().open(CONTEXT, new Sealed(sealed.key(), changed))).as("bit " + bit).isEmpty();
    }
  }

  @Test
  void it_does_not_open_when_it_was_cut() {
    var sealed = box().seal(CONTEXT, PLAIN);
    var bytes = sealed.bytes();
    for (var length = 0; length < bytes.length; length++) {
      var cut = new Sealed(sealed.key(), Arrays.copyOf(bytes, length));

      assertThat(box().open(CONTEXT, cut)).as("cut to " + length).isEmpty();
    }
  }

  @Test
  void it_does_not_open_under_an_unknown_key() {
    var sealed = strangersBox().seal(CONTEXT, PLAIN);

    assertThat(box().open(CONTEXT, sealed)).isEmpty();
    assertThat(box().open(CONTEXT, new Sealed(new KeyId("unknown"), sealed.bytes()))).isEmpty();
    assertThat(strangersBox().open(CONTEXT, sealed)).contains(PLAIN);
  }

  @Test
  void it_does_not_open_under_the_name_of_another_key_of_ours() {
    var sealed = box().seal(CONTEXT, PLAIN);
    var current = boxAfterRotation().seal(CONTEXT, PLAIN).key();

    assertThat(boxAfterRotation().open(CONTEXT, new Sealed(current, sealed.bytes()))).isEmpty();
  }

  @Test
  void after_a_new_key_came_the_old_still_opens_and_the_new_one_seals() {
    var old = box().seal(CONTEXT, PLAIN);
    var young = boxAfterRotation().seal(CONTEXT, PLAIN);

    assertThat(boxAfterRotation().open(CONTEXT, old)).contains(PLAIN);
    assertThat(young.key()).isNotEqualTo(old.key());
    assertThat(box().open(CONTEXT, young)).isEmpty();
  }
}
