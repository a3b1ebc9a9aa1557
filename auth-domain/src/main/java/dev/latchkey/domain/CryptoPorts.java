package dev.latchkey.domain;

import dev.latchkey.domain.credential.AddressBuckets;
import dev.latchkey.domain.credential.PasswordHasher;
import dev.latchkey.domain.credential.PasswordStrength;
import dev.latchkey.domain.kernel.Entropy;
import dev.latchkey.domain.kernel.IdSource;
import dev.latchkey.domain.token.AccessTokens;
import dev.latchkey.domain.token.RefreshTokenMint;
import dev.latchkey.domain.token.SigningKeyMint;
import dev.latchkey.domain.verification.CodeDigester;

/** What cryptography supplies: chance, ids, hashes and tokens. */
public record CryptoPorts(
    Entropy entropy,
    IdSource ids,
    PasswordHasher hasher,
    PasswordStrength strength,
    CodeDigester codes,
    AddressBuckets buckets,
    RefreshTokenMint refreshTokens,
    AccessTokens accessTokens,
    SigningKeyMint signingKeys) {}
