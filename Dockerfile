# One image for the web, the worker, beat and the migrations; docker-compose.yml says which is which.

FROM node:24-trixie-slim AS assets
WORKDIR /src
COPY package.json package-lock.json .npmrc ./
RUN npm ci --no-audit --no-fund
COPY static/src static/src
RUN npm run build

FROM python:3.13-slim-trixie AS packages
COPY requirements/base.txt /requirements.txt
RUN python -m venv /venv \
    && /venv/bin/pip install --no-cache-dir --require-hashes -r /requirements.txt

FROM python:3.13-slim-trixie
# What WeasyPrint draws a PDF with, and letters to draw.
RUN apt-get update \
    && apt-get install --yes --no-install-recommends \
        libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-dejavu-core \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --home-dir /nonexistent --shell /usr/sbin/nologin portal \
    && install -d -m 700 -o portal /srv/evidence
ENV PATH=/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    DJANGO_SETTINGS_MODULE=protocol_portal.settings \
    STATIC_ROOT=/srv/static \
    WEB_BIND=0.0.0.0:8000
WORKDIR /app
COPY --from=packages /venv /venv
COPY manage.py LICENSE ./
COPY protocol_portal protocol_portal
COPY concerns concerns
COPY templates templates
COPY --from=assets /src/static/build static/build
# Needs no secret: the mode of the protocol commands, which know no server either.
RUN PORTAL_PACKS_ONLY=1 python manage.py collectstatic --noinput
USER portal
EXPOSE 8000
CMD ["gunicorn", "--config", "python:protocol_portal.server"]
