-- One row per meter of a usage event.
CREATE TABLE usage_line (
  day           DATE        NOT NULL,
  event_id      BINARY(16)  NOT NULL,
  meter         VARCHAR(40) NOT NULL,
  quantity      BIGINT      NOT NULL COMMENT 'Base units',
  pico_per_unit BIGINT      NOT NULL,
  amount_pico   BIGINT      NOT NULL,
  exact         BOOLEAN     NOT NULL COMMENT 'False: estimated, because the engine reported none',
  PRIMARY KEY (day, event_id, meter)
)
PARTITION BY RANGE COLUMNS (day) (
  PARTITION p_catch_all VALUES LESS THAN (MAXVALUE)
);
