# The server as an image, run without root.
#
#   docker build -t latchkey .
#
# Both bases are arguments: take what your house trusts. The first needs a JDK 25 and Maven 3.8 or newer,
# the second a Java 21 or newer on its PATH, a shell, and glibc: the hash and the embedded database are
# native.
ARG BUILD_IMAGE=maven:3.9-eclipse-temurin-25
ARG RUN_IMAGE=eclipse-temurin:25-jre

FROM ${BUILD_IMAGE} AS build
WORKDIR /src
COPY . .
RUN mvn -B -q -pl auth-bootstrap -am package -Dmaven.test.skip=true -Dexec.skip=true

FROM ${RUN_IMAGE}
COPY --from=build /src/LICENSE /src/NOTICE /src/auth-bootstrap/target/latchkey /opt/latchkey/
# The embedded database refuses a user without a name; a volume that is mounted there belongs to him.
RUN echo 'latchkey:x:10001:10001::/var/lib/latchkey:/sbin/nologin' >>/etc/passwd \
  && echo 'latchkey:x:10001:' >>/etc/group \
  && mkdir -p /var/lib/latchkey \
  && chown 10001:10001 /var/lib/latchkey \
  && chmod 700 /var/lib/latchkey
USER 10001:10001
WORKDIR /var/lib/latchkey
ENV HOST=0.0.0.0 DATA_DIR=/var/lib/latchkey LOG_FORMAT=json
EXPOSE 8080
VOLUME /var/lib/latchkey
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s \
  CMD ["java", "-XX:TieredStopAtLevel=1", "-jar", "/opt/latchkey/latchkey-server.jar", "health"]
ENTRYPOINT ["java", "--enable-native-access=ALL-UNNAMED", "-XX:+ExitOnOutOfMemoryError", "-XX:MaxRAMPercentage=60", "-Djava.awt.headless=true", "-jar", "/opt/latchkey/latchkey-server.jar"]
CMD ["serve"]
