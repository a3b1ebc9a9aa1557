package dev.latchkey.adapter.http.routing;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;

/** A file that pages load. It is named by its content, so that it can be kept for a long time. */
public final class Asset {
  private static final int FINGERPRINT = 8;
  private static final String SVG = "image/svg+xml";

  /** For who opens an image by itself: in a page, it runs nothing anyway. */
  private static final String INERT =
      "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none';"
          + " frame-ancestors 'none'; sandbox";

  private final String fileName;
  private final String mediaType;
  private final byte[] content;
  private final String hash;

  private Asset(String fileName, String mediaType, byte[] content, String hash) {
    this.fileName = fileName;
    this.mediaType = mediaType;
    this.content = content;
    this.hash = hash;
  }

  /**
   * The file with this content.
   *
   * @param name such as {@code docs.js}
   */
  public static Asset of(String name, byte[] content) {
    var digest = sha256(content);
    var dot = name.lastIndexOf('.');
    var fingerprint = HexFormat.of().formatHex(digest, 0, FINGERPRINT);
    var fileName = name.substring(0, dot) + "." + fingerprint + name.substring(dot);
    return new Asset(
        fileName,
        mediaType(name.substring(dot + 1)),
        content.clone(),
        "sha256-" + Base64.getEncoder().encodeToString(digest));
  }

  private static String mediaType(String extension) {
    return switch (extension) {
      case "js" -> "text/javascript";
      case "css" -> "text/css";
      case "svg" -> SVG;
      case "png" -> "image/png";
      default -> throw new IllegalArgumentException("no media type for " + extension);
    };
  }

  private static byte[] sha256(byte[] content) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(content);
    } catch (NoSuchAlgorithmException everyJdkHasSha256) {
      throw new AssertionError(everyJdkHasSha256);
    }
  }

  /** What it is called in the pages that load it. */
  public String fileName() {
    return fileName;
  }

  /** Answers with it. */
  public void send(Exchange exchange) {
    if (mediaType.equals(SVG)) {
      exchange.file(mediaType, content, INERT);
    } else {
      exchange.file(mediaType, content);
    }
  }

  /** As Subresource Integrity and the Content Security Policy write it. */
  public String hash() {
    return hash;
  }
}
