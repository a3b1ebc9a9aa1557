package dev.latchkey.adapter.persistence;

import java.util.Optional;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/** A stock image of PostgreSQL in a container; {@code latchkey.test.image} names it. */
record ContainerServer(GenericContainer<?> container) implements TestServer {
  private static final int PORT = 5432;
  private static final String PASSWORD = "for tests only";

  private static String image() {
    return System.getProperty("latchkey.test.image", "postgres:18");
  }

  /** Why it cannot be started here; empty when it can. */
  static Optional<String> whyNot() {
    return DockerClientFactory.instance().isDockerAvailable()
        ? Optional.empty()
        : Optional.of("no Docker engine answers: nothing is run on " + image());
  }

  static TestServer start() {
    var container = postgres(DockerImageName.parse(image()));
    container.start();
    System.out.println("[containers] running on " + image());
    return new ContainerServer(container);
  }

  /** The image starts the server twice, the first time to set it up. */
  @SuppressWarnings("resource") // closed by the record
  private static GenericContainer<?> postgres(DockerImageName image) {
    return new GenericContainer<>(image)
        .withExposedPorts(PORT)
        .withEnv("POSTGRES_USER", "latchkey")
        .withEnv("POSTGRES_PASSWORD", PASSWORD)
        .withEnv("POSTGRES_DB", EXPENDABLE)
        .withCommand("postgres", "-c", "fsync=off")
        .waitingFor(Wait.forLogMessage(".*ready to accept connections.*\\s", 2));
  }

  @Override
  public DatabaseAccess access() {
    var url =
        "jdbc:postgresql://%s:%d/%s"
            .formatted(container.getHost(), container.getMappedPort(PORT), EXPENDABLE);
    return new DatabaseAccess(url, "latchkey", PASSWORD);
  }

  @Override
  public void close() {
    container.stop();
  }
}
