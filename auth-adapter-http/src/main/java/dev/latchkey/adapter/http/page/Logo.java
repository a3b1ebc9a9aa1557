package dev.latchkey.adapter.http.page;

import dev.latchkey.adapter.http.routing.Asset;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.Arrays;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;

/**
 * The image in the header of every page, if it is not ours. Its content says of which kind it is.
 */
final class Logo {
  private static final int LARGEST = 256 << 10;
  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  private static final String SVG = "http://www.w3.org/2000/svg";

  private Logo() {}

  /**
   * @throws IllegalArgumentException when the file is none that can be shown
   */
  static Asset read(Path file) {
    var content = OwnFile.bytes(file, LARGEST);
    if (isPng(content)) {
      return Asset.of("logo.png", content);
    }
    if (isSvg(content)) {
      return Asset.of("logo.svg", content);
    }
    throw new IllegalArgumentException("it is neither an SVG nor a PNG");
  }

  private static boolean isPng(byte[] content) {
    return content.length > PNG.length && Arrays.equals(content, 0, PNG.length, PNG, 0, PNG.length);
  }

  private static boolean isSvg(byte[] content) {
    try {
      var reader = xml().createXMLStreamReader(new ByteArrayInputStream(content));
      while (reader.hasNext() && reader.next() != XMLStreamConstants.START_ELEMENT) {
        // What is before the first element: comments, a type of document.
      }
      return reader.isStartElement()
          && reader.getLocalName().equals("svg")
          && SVG.equals(reader.getNamespaceURI());
    } catch (XMLStreamException notXml) {
      return false;
    }
  }

  /** Reads nothing but what it is given. */
  private static XMLInputFactory xml() {
    var factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    return factory;
  }
}
