package dev.latchkey.bootstrap.settings;

import dev.latchkey.adapter.device.DeviceConfig;
import dev.latchkey.adapter.device.DeviceConfig.Places;
import dev.latchkey.adapter.device.DeviceConfig.Updates;
import java.net.URI;
import java.nio.file.Path;

/** What can be set about devices and places. */
final class DeviceSettings {
  private DeviceSettings() {}

  static final Setting<Switch> DEVICE_DETECTION =
      Setting.of(
          "DEVICE_DETECTION",
          Section.DEVICES,
          Syntaxes.oneOf(Switch.class),
          "on",
          "Whether browser, system and type of a device are read from its user agent and client"
              + " hints. Loaded when somebody first asks, and then it takes 125 MiB of heap; on a"
              + " heap of less than 384 MiB it is off anyway.");

  static final Setting<Path> GEOIP_DATABASE =
      Setting.optional(
          "GEOIP_DATABASE",
          Section.DEVICES,
          Syntaxes.path().withExample("./data/geoip/GeoLite2-City.mmdb"),
          "none, and no place is known; with `GEOIPUPDATE_LICENSE_KEY`"
              + " `DATA_DIR/geoip/GeoLite2-City.mmdb`",
          "A database of cities in MaxMind's format, such as GeoLite2-City: places of sessions and"
              + " devices are looked up in it, and nothing is sent to anybody. It need not be there"
              + " (yet), and may be replaced at any time. It is held in memory once somebody asks.");

  static final Setting<String> GEOIPUPDATE_ACCOUNT_ID =
      Setting.optional(
              "GEOIPUPDATE_ACCOUNT_ID",
              Section.DEVICES,
              Syntaxes.readBy("the number of the account", "123456", Updates::account),
              "the database is not brought up to date",
              "Your account at MaxMind. With it and `GEOIPUPDATE_LICENSE_KEY` a worker fetches"
                  + " GeoLite2-City once a day. Also in a file: the one that"
                  + " `GEOIPUPDATE_ACCOUNT_ID_FILE` names, or"
                  + " `secrets/GEOIPUPDATE_ACCOUNT_ID.txt`.")
          .orInFile();

  static final Setting<String> GEOIPUPDATE_LICENSE_KEY =
      Setting.optional(
              "GEOIPUPDATE_LICENSE_KEY",
              Section.DEVICES,
              Syntaxes.readBy("the key as MaxMind shows it", "LICENSE_KEY", Updates::licenseKey),
              "the database is not brought up to date",
              "A licence key of that account. Also in a file: the one that"
                  + " `GEOIPUPDATE_LICENSE_KEY_FILE` names, or"
                  + " `secrets/GEOIPUPDATE_LICENSE_KEY.txt`.")
          .secret()
          .orInFile();

  static final Setting<URI> GEOIPUPDATE_HOST =
      Setting.of(
          "GEOIPUPDATE_HOST",
          Section.DEVICES,
          new Syntax<>(
              Syntaxes.webAddress().form(),
              Updates.MAXMIND.toString(),
              Syntaxes.webAddress().parser().andThen(Updates::checked)),
          Updates.MAXMIND.toString(),
          "Where the database is fetched. `https`, unless it is on loopback.");

  static DeviceConfig config(Values values, Path folder, Path data) {
    var updates =
        values
            .find(GEOIPUPDATE_LICENSE_KEY)
            .map(
                key ->
                    new Updates(
                        values.get(GEOIPUPDATE_HOST), values.get(GEOIPUPDATE_ACCOUNT_ID), key));
    var database =
        values
            .find(GEOIP_DATABASE)
            .map(path -> folder.resolve(path).toAbsolutePath().normalize())
            .or(() -> updates.map(from -> data.resolve("geoip").resolve("GeoLite2-City.mmdb")));
    return new DeviceConfig(
        values.get(DEVICE_DETECTION) == Switch.ON, database.map(file -> new Places(file, updates)));
  }
}
