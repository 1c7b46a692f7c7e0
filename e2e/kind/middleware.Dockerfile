# The same middleware where Docker and a registry are; `images` makes it from packages where they are not.
FROM debian:bookworm-slim
ARG PACKAGES
RUN apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $PACKAGES && rm -rf /var/lib/apt/lists/*
COPY --chmod=0755 . /usr/local/bin/
USER 65532:65532
ENTRYPOINT ["/usr/local/bin/start"]
