-- One row per admitted request, complete from the first migration, because it can never be back-filled.
-- Partitioned by day; the catch-all holds what no day was made for, and alarms. Partitions forbid foreign keys.
CREATE TABLE usage_event (
  day                 DATE         NOT NULL COMMENT 'UTC day of the id''s time',
  id                  BINARY(16)   NOT NULL COMMENT 'UUIDv7; its time is the event''s time',
  journal_id          BINARY(16)   NOT NULL,
  sequence            BIGINT       NOT NULL COMMENT 'Position in the journal, from 1, without gaps',
  request_id          BINARY(16)   NOT NULL COMMENT 'UUIDv7 of the admission, as the caller knows it',
  payer_id            BINARY(16)   NOT NULL,
  project_id          BINARY(16)   NOT NULL,
  key_id              BINARY(16)   NULL,
  person_id           BINARY(16)   NULL,
  publisher_id        BINARY(16)   NOT NULL,
  grant_id            BINARY(16)   NULL,
  model_id            BINARY(16)   NOT NULL,
  version_id          BINARY(16)   NOT NULL,
  alias               VARCHAR(200) NOT NULL COMMENT 'The model name as the caller wrote it',
  deployment_id       BINARY(16)   NULL,
  replica_id          BINARY(16)   NULL,
  endpoint            VARCHAR(60)  NOT NULL,
  source              VARCHAR(12)  NOT NULL,
  streamed            BOOLEAN      NOT NULL,
  status              VARCHAR(12)  NOT NULL,
  finish_reason       VARCHAR(40)  NULL,
  error_code          VARCHAR(60)  NULL,
  accepted_at         DATETIME(6)  NOT NULL,
  first_token_micros  BIGINT       NULL COMMENT 'From acceptance; null: nothing was produced',
  duration_micros     BIGINT       NOT NULL,
  currency            CHAR(3)      NOT NULL,
  price_version_id    BINARY(16)   NOT NULL,
  amount_pico         BIGINT       NOT NULL COMMENT 'Gross list amount in pico-units (1e-12) of the currency',
  lease_id            BINARY(16)   NULL,
  client_request_id   VARCHAR(128) NULL COMMENT 'What the caller called it; never a key of ours',
  corrects_id         BINARY(16)   NULL COMMENT 'The event that this one corrects',
  PRIMARY KEY (day, id),
  KEY usage_event_request (day, request_id) COMMENT 'Receipt of one request',
  KEY usage_event_payer (day, payer_id, id) COMMENT 'Rollups; one organization''s calls, newest first',
  KEY usage_event_publisher (day, publisher_id, id) COMMENT 'What a publisher''s models were used for',
  KEY usage_event_journal (day, journal_id, sequence) COMMENT 'Finding gaps'
)
PARTITION BY RANGE COLUMNS (day) (
  PARTITION p_catch_all VALUES LESS THAN (MAXVALUE)
);
