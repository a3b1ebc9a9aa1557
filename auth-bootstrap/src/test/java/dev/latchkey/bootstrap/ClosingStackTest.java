package dev.latchkey.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class ClosingStackTest {
  private final ArrayList<String> closed = new ArrayList<>();
  private final ClosingStack stack = new ClosingStack();

  @Test
  void the_last_thing_opened_is_closed_first() {
    stack.defer(() -> closed.add("first"));
    stack.defer(() -> closed.add("last"));
    stack.close();
    assertThat(closed).containsExactly("last", "first");
  }

  @Test
  void closing_again_does_nothing() {
    stack.defer(() -> closed.add("once"));
    stack.close();
    stack.close();
    assertThat(closed).containsExactly("once");
  }

  @Test
  void one_that_fails_keeps_no_other_open_and_is_told() {
    var first = new IllegalStateException("first to fail");
    var second = new IllegalStateException("second to fail");
    stack.defer(() -> closed.add("bottom"));
    stack.defer(() -> fail(second));
    stack.defer(() -> fail(first));
    assertThatThrownBy(stack::close).isSameAs(first).hasSuppressedException(second);
    assertThat(closed).containsExactly("bottom");
  }

  @Test
  void a_failure_to_open_stays_the_one_that_is_told() {
    var cause = new IllegalStateException("could not open");
    var second = new IllegalStateException("could not close either");
    stack.defer(() -> fail(second));
    stack.closeAfter(cause);
    assertThat(cause).hasSuppressedException(second);
  }

  private static void fail(RuntimeException failure) {
    throw failure;
  }
}
