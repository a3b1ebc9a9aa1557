"""Makes vectors.tsv: hashes by implementations that are not ours, of costs that tests can pay.

    apt-get install python3-passlib python3-bcrypt python3-django python3-argon2    # Debian 12
    python3 make.py > vectors.tsv

Columns: what it is, the password (JSON), the hash. Salts are random, so every run makes other ones.
The lines of Spring Security are in spring.tsv; see Spring.java there for how they were made.
"""
import base64, hashlib, json, os, unicodedata
import argon2, bcrypt
from argon2.low_level import Type, hash_secret
from django.conf import settings
settings.configure(PASSWORD_HASHERS=[
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2SHA1PasswordHasher",
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.BCryptPasswordHasher",
    "django.contrib.auth.hashers.BCryptSHA256PasswordHasher",
])
from django.contrib.auth import hashers as dj
from passlib import hash as pl

ASCII = "Tr0ub4dor&3"
NFC = unicodedata.normalize("NFC", "p\u00e4ssw\u00f6rd \U0001f511")
NFD = unicodedata.normalize("NFD", NFC)


def line(what, password, hashed):
    assert "\t" not in hashed
    print(what, json.dumps(password), hashed, sep="\t")


def cheap(hasher, **kind):
    for name, value in kind.items():
        setattr(hasher, name, value)
    return hasher


def phc_b64(data):
    return base64.b64encode(data).decode().rstrip("=")


for password in (ASCII, NFC, NFD, ""):
    raw = password.encode()
    for prefix in (b"2a", b"2b"):
        line("bcrypt " + prefix.decode(), password, bcrypt.hashpw(raw, bcrypt.gensalt(4, prefix)).decode())
    line("bcrypt 2y by passlib", password, pl.bcrypt.using(rounds=4, ident="2y").hash(password))
    line("bcrypt with Spring's id", password, "{bcrypt}" + bcrypt.hashpw(raw, bcrypt.gensalt(4, b"2a")).decode())
    for kind in ("id", "i", "d"):
        line("argon2" + kind, password, pl.argon2.using(
            type=kind.upper(), time_cost=1, memory_cost=64, parallelism=2).hash(password))
    for kind in (Type.ID, Type.I, Type.D):
        line("argon2 1.0 " + kind.name, password, hash_secret(
            raw, os.urandom(16), 2, 128, 1, 32, kind, version=0x10).decode())
    line("argon2id, other salt and digest", password, hash_secret(
        raw, os.urandom(64), 1, 64, 1, 64, Type.ID).decode())
    line("scrypt by passlib", password, pl.scrypt.using(rounds=10, block_size=8, parallelism=2).hash(password))
    line("pbkdf2 sha1 by passlib", password, pl.pbkdf2_sha1.using(rounds=1000).hash(password))
    line("pbkdf2 sha256 by passlib", password, pl.pbkdf2_sha256.using(rounds=1000).hash(password))
    line("pbkdf2 sha512 by passlib", password, pl.pbkdf2_sha512.using(rounds=1000).hash(password))
    salt = os.urandom(16)
    digest = hashlib.pbkdf2_hmac("sha256", raw, salt, 1000, 64)
    line("pbkdf2 in PHC form, two blocks", password,
         f"$pbkdf2-sha256$i=1000,l=64${phc_b64(salt)}${phc_b64(digest)}")
    line("pbkdf2 sha256 by Django", password,
         cheap(dj.PBKDF2PasswordHasher(), iterations=1000).encode(password, "saltofdjango1234567890"))
    line("pbkdf2 sha1 by Django", password,
         cheap(dj.PBKDF2SHA1PasswordHasher(), iterations=1000).encode(password, "saltofdjango"))
    line("argon2 by Django", password,
         cheap(dj.Argon2PasswordHasher(), time_cost=1, memory_cost=64, parallelism=1).encode(password, "saltofdjango"))
    hasher = cheap(dj.BCryptPasswordHasher(), rounds=4)
    line("bcrypt by Django", password, hasher.encode(password, hasher.salt()))
    hasher = cheap(dj.BCryptSHA256PasswordHasher(), rounds=4)
    line("bcrypt_sha256 by Django", password, hasher.encode(password, hasher.salt()))
    # Django 4 has this hasher; Debian's 3.2 does not. The form is that of its ScryptPasswordHasher.
    salt = "saltofdjango1234567890"
    digest = hashlib.scrypt(raw, salt=salt.encode(), n=1024, r=8, p=5, dklen=64)
    line("scrypt in Django's form", password,
         f"scrypt$1024${salt}$8$5${base64.b64encode(digest).decode()}")

LONG = "0123456789" * 7 + "ab" + "what is behind the seventy-second byte"
for prefix in (b"2a", b"2b"):
    line("bcrypt, long", LONG, bcrypt.hashpw(LONG.encode(), bcrypt.gensalt(4, prefix)).decode())
line("bcrypt_sha256, long", LONG, hasher.encode(LONG, hasher.salt()))
