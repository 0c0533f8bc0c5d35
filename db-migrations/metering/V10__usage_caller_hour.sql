-- Rollups by caller, for people who look at their usage: recomputed from events with usage_hour, never incremented.
CREATE TABLE usage_caller_hour (
  payer_id      BINARY(16)    NOT NULL,
  hour          DATETIME(0)   NOT NULL,
  model_id      BINARY(16)    NOT NULL,
  caller_id     BINARY(16)    NOT NULL COMMENT 'The key, or the person without one; zeros: neither',
  currency      CHAR(3)       NOT NULL,
  by_key        BOOLEAN       NOT NULL COMMENT 'Whether the caller is a key',
  model_name    VARCHAR(200)  NOT NULL COMMENT 'As callers wrote it, without a version',
  completed     BIGINT        NOT NULL,
  canceled      BIGINT        NOT NULL,
  refused       BIGINT        NOT NULL,
  failed        BIGINT        NOT NULL,
  unconfirmed   BIGINT        NOT NULL,
  input_tokens  DECIMAL(38,0) NOT NULL,
  output_tokens DECIMAL(38,0) NOT NULL,
  amount_pico   DECIMAL(38,0) NOT NULL,
  computed_at   DATETIME(6)   NOT NULL,
  PRIMARY KEY (payer_id, hour, model_id, caller_id, currency)
);
