# syntax=docker/dockerfile:1
# The executable `bowerbird` in an image of its own: compiled in the first stage, alone with its libraries in the second.
FROM swift:6.3-bookworm AS build
RUN apt-get update -q \
    && apt-get install -y -q --no-install-recommends \
        libicu-dev libdnnl-dev libpq-dev libsqlite3-dev zlib1g-dev pkg-config \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /source
COPY Package.swift ./
RUN --mount=type=cache,target=/source/.build,sharing=locked swift package resolve
COPY Sources Sources
COPY Tests Tests
RUN --mount=type=cache,target=/source/.build,sharing=locked \
    swift build -c release --product bowerbird && install -s .build/release/bowerbird /bowerbird

FROM swift:6.3-bookworm-slim
RUN apt-get update -q \
    && apt-get install -y -q --no-install-recommends \
        ca-certificates libicu72 libdnnl2 libpq5 libsqlite3-0 zlib1g \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --create-home bowerbird \
    && install -d -o bowerbird -g bowerbird /models /shop
COPY --from=build /bowerbird /usr/local/bin/bowerbird
USER bowerbird
WORKDIR /home/bowerbird
ENV BOWERBIRD_SHOP=/shop BOWERBIRD_MODELS=/models
VOLUME ["/models", "/shop"]
EXPOSE 8080
# Without a key it refuses to listen beyond loopback: `bowerbird keys create NAME --scope read,write` makes one.
ENTRYPOINT ["bowerbird"]
CMD ["serve", "--host", "0.0.0.0"]
