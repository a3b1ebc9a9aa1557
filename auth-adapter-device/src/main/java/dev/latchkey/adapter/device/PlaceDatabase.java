package dev.latchkey.adapter.device;

import com.maxmind.db.CHMCache;
import com.maxmind.db.Reader.FileMode;
import com.maxmind.geoip2.DatabaseReader;
import com.maxmind.geoip2.exception.GeoIp2Exception;
import com.maxmind.geoip2.model.CityResponse;
import com.maxmind.geoip2.record.Subdivision;
import dev.latchkey.domain.device.Place;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was in the file when it was read, whole, and in memory: nobody who writes to the file
 * afterwards can make a lookup fail, and it is gone when the last lookup is done with it.
 */
final class PlaceDatabase {
  private static final List<String> ENGLISH = List.of("en");
  private static final InetAddress ANYBODY = InetAddress.getLoopbackAddress();
  private static final int SHARE_OF_HEAP = 4;

  private final DatabaseReader reader;

  private PlaceDatabase(DatabaseReader reader) {
    this.reader = reader;
  }

  /**
   * Reads the file.
   *
   * @throws IOException when it is no database of cities, or too large to be held
   */
  static PlaceDatabase read(Path file) throws IOException {
    if (Files.size(file) > Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP) {
      throw new IOException("it is larger than a quarter of the heap");
    }
    var content = new ByteArrayInputStream(Files.readAllBytes(file));
    var reader =
        new DatabaseReader.Builder(content).locales(ENGLISH).withCache(new CHMCache()).build();
    var database = new PlaceDatabase(reader);
    database.find(ANYBODY);
    return database;
  }

  /**
   * Looks whether a file that nobody else writes to is a database of cities; true when it does not
   * take this machine for a place.
   *
   * @throws IOException when it is not
   */
  static boolean check(Path file) throws IOException {
    var builder = new DatabaseReader.Builder(file.toFile()).fileMode(FileMode.MEMORY_MAPPED);
    try (var reader = builder.build()) {
      return new PlaceDatabase(reader).find(ANYBODY).isEmpty();
    }
  }

  /** Whatever is wrong in the file shows here as one exception or another. */
  Optional<Place> find(InetAddress address) throws IOException {
    try {
      return reader.tryCity(address).map(PlaceDatabase::place).filter(PlaceDatabase::isSomewhere);
    } catch (GeoIp2Exception | UnsupportedOperationException unreadable) {
      // The latter is how the library says that a database is of another kind than of cities.
      throw new IOException("it is no database of cities", unreadable);
    }
  }

  private static Place place(CityResponse found) {
    return new Place(
        found.city().name(),
        region(found.subdivisions()),
        found.country().name(),
        found.country().isoCode());
  }

  /** The first is the largest. */
  private static @Nullable String region(List<Subdivision> parts) {
    return parts.isEmpty() ? null : parts.getFirst().name();
  }

  private static boolean isSomewhere(Place place) {
    return place.city() != null || place.country() != null || place.countryCode() != null;
  }
}
