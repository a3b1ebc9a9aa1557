package dev.latchkey.adapter.crypto;

import com.nulabinc.zxcvbn.StandardDictionaries;
import com.nulabinc.zxcvbn.StandardKeyboards;
import com.nulabinc.zxcvbn.Zxcvbn;
import com.nulabinc.zxcvbn.ZxcvbnBuilder;
import com.nulabinc.zxcvbn.matchers.Dictionary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * The dictionaries of zxcvbn, once in memory: 30 000 common passwords, English words, names.
 *
 * @param zxcvbn an estimator that knows them
 */
record CommonWords(List<Dictionary> dictionaries, Zxcvbn zxcvbn) {
  CommonWords {
    dictionaries = List.copyOf(dictionaries);
  }

  /** Reads them from their jar. */
  static CommonWords load() {
    try {
      var dictionaries = StandardDictionaries.loadAllDictionaries();
      var zxcvbn =
          new ZxcvbnBuilder()
              .dictionaries(dictionaries)
              .keyboards(StandardKeyboards.loadAllKeyboards())
              .build();
      return new CommonWords(dictionaries, zxcvbn);
    } catch (IOException jarIsBroken) {
      throw new UncheckedIOException(jarIsBroken);
    }
  }

  /** Whether it is a word of any of them. */
  boolean contains(String lowerCase) {
    return dictionaries.stream()
        .anyMatch(dictionary -> dictionary.getRankedDictionary().containsKey(lowerCase));
  }
}
