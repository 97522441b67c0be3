# One image for web, stream, worker and beat; docker-compose.yml says which command each runs.
FROM python:3.11-slim-bookworm
ENV PYTHONUNBUFFERED=1 DATA_DIR=/data
WORKDIR /app
RUN useradd --create-home --uid 10001 standing && mkdir /data && chown standing /data
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
COPY --chown=standing . .
# Compiled and read once here, or every start of a worker would do it again.
RUN python -m compileall -q . && export SECRET_KEY=build && python manage.py keep_content && python manage.py collectstatic --noinput
USER standing
VOLUME /data
EXPOSE 8000
CMD ["gunicorn", "config.wsgi:application", "--bind", "0.0.0.0:8000", "--worker-class", "gthread", "--threads", "16"]
