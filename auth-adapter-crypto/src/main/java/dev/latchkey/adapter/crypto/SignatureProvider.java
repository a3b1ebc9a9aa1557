package dev.latchkey.adapter.crypto;

import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.ProviderException;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/**
 * Who computes ECDSA: Amazon's native provider where its jar is there and works, else the JDK.
 *
 * <p>The native one is an order of magnitude faster. It is handed to each computation and never
 * installed, so the program around us keeps its providers.
 */
record SignatureProvider(@Nullable Provider provider, String name) {
  private static final String NATIVE =
      "com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider";
  private static final String ES256 = "SHA256withECDSA";

  static SignatureProvider choose() {
    return loaded()
        .filter(SignatureProvider::works)
        .map(SignatureProvider::of)
        .orElseGet(() -> jdk());
  }

  static SignatureProvider jdk() {
    try {
      return new SignatureProvider(null, Signature.getInstance(ES256).getProvider().getName());
    } catch (GeneralSecurityException everyJdkHasEcdsa) {
      throw new AssertionError(everyJdkHasEcdsa);
    }
  }

  private static SignatureProvider of(Provider provider) {
    return new SignatureProvider(provider, provider.getName() + " " + provider.getVersionStr());
  }

  private static Optional<Provider> loaded() {
    try {
      return ServiceLoader.load(Provider.class, SignatureProvider.class.getClassLoader()).stream()
          .filter(candidate -> candidate.type().getName().equals(NATIVE))
          .findFirst()
          .map(ServiceLoader.Provider::get);
    } catch (ServiceConfigurationError | LinkageError notForThisMachine) {
      return Optional.empty();
    }
  }

  /** Its jar may be one for another processor: only a signature made and checked proves it. */
  private static boolean works(Provider provider) {
    try {
      var generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      var pair = generator.generateKeyPair();
      var signature = Signature.getInstance(ES256, provider);
      signature.initSign(pair.getPrivate());
      var signed = signature.sign();
      signature.initVerify(pair.getPublic());
      return signature.verify(signed);
    } catch (GeneralSecurityException | ProviderException | LinkageError broken) {
      return false;
    }
  }
}
