package dev.latchkey.adapter.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.adapter.redis.RedisPlace.Kind;
import dev.latchkey.adapter.redis.RedisPlace.Node;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedisPlaceTest {

  @Test
  void a_host_is_enough() {
    assertThat(RedisPlace.parse("redis://cache"))
        .isEqualTo(
            new RedisPlace(
                Kind.SERVER,
                false,
                Optional.empty(),
                Optional.empty(),
                List.of(new Node("cache", 6379)),
                0,
                Optional.empty()));
  }

  @Test
  void everything_that_can_be_said_of_a_server_is_understood() {
    assertThat(RedisPlace.parse("rediss://ada:a%3Ab%40c%2Fd+e@[2001:db8::7]:6380/3"))
        .isEqualTo(
            new RedisPlace(
                Kind.SERVER,
                true,
                Optional.of("ada"),
                Optional.of("a:b@c/d+e"),
                List.of(new Node("2001:db8::7", 6380)),
                3,
                Optional.empty()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"redis://:word@cache", "redis://word@cache", " redis://:word@cache/ "})
  void a_password_needs_no_user(String url) {
    var place = RedisPlace.parse(url);

    assertThat(place.user()).isEmpty();
    assertThat(place.password()).contains("word");
  }

  @Test
  void sentinels_name_a_master() {
    var place = RedisPlace.parse("redis-sentinel://:word@one,two:26380/1#main");

    assertThat(place.kind()).isEqualTo(Kind.SENTINEL);
    assertThat(place.nodes()).containsExactly(new Node("one", 26_379), new Node("two", 26_380));
    assertThat(place.master()).contains("main");
    assertThat(place.database()).isEqualTo(1);
  }

  @Test
  void a_cluster_is_known_by_some_of_its_nodes() {
    var place = RedisPlace.parse("rediss-cluster://ada:word@one:7000,two:7001");

    assertThat(place.kind()).isEqualTo(Kind.CLUSTER);
    assertThat(place.encrypted()).isTrue();
    assertThat(place.nodes()).containsExactly(new Node("one", 7000), new Node("two", 7001));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "redis:",
        "redis://",
        "http://hush",
        "redis://hush?verifyPeer=NONE",
        "redis://hush/0?timeout=1d",
        "redis://hush/two",
        "redis://hush:0",
        "redis://hush:65536",
        "redis://hush:port",
        "redis://hush one",
        "redis://hush,hush",
        "redis://us/er:hush@cache",
        "redis://user:%zz-hush@cache",
        "redis://hush#main",
        "redis-sentinel://hush",
        "redis-cluster://hush/1",
        "redis-cluster://hush,,hush",
        "redis-sentinel://hush#a b",
        "redis-socket:///hush"
      })
  void whatever_makes_no_sense_is_refused_without_being_repeated(String url) {
    assertThatThrownBy(() -> RedisPlace.parse(url))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("The Redis URL ")
        .message()
        .doesNotContain("hush");
  }

  @Test
  void a_place_prints_no_password() {
    var place = RedisPlace.parse("redis://ada:word@cache");

    assertThat(place.toString()).contains("cache").doesNotContain("word");
    assertThat(RedisConfig.of(place).toString()).doesNotContain("word");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "{a}", "line\n"})
  void a_prefix_is_plain(String prefix) {
    var config = RedisConfig.of(RedisPlace.parse("redis://cache"));

    assertThatThrownBy(() -> config.withPrefix(prefix))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_deadline_is_some_time() {
    var place = RedisPlace.parse("redis://cache");

    assertThatThrownBy(() -> new RedisConfig(place, "latchkey:", Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
