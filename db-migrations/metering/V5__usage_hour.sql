-- Rollups: recomputed from events, never incremented.
CREATE TABLE usage_hour (
  payer_id     BINARY(16)    NOT NULL,
  hour         DATETIME(0)   NOT NULL,
  project_id   BINARY(16)    NOT NULL,
  publisher_id BINARY(16)    NOT NULL,
  model_id     BINARY(16)    NOT NULL,
  currency     CHAR(3)       NOT NULL,
  meter        VARCHAR(40)   NOT NULL COMMENT 'Empty: the row counts events and their amounts, not a quantity',
  events       BIGINT        NOT NULL,
  failed       BIGINT        NOT NULL COMMENT 'Those of the events that failed',
  quantity     DECIMAL(38,0) NOT NULL,
  amount_pico  DECIMAL(38,0) NOT NULL,
  computed_at  DATETIME(6)   NOT NULL,
  PRIMARY KEY (payer_id, hour, project_id, publisher_id, model_id, currency, meter),
  KEY usage_hour_publisher (publisher_id, hour) COMMENT 'Earnings'
);
