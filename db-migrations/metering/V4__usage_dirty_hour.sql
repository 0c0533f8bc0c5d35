-- Hours whose rollup must be computed again. The leader locks a row, deletes it, and recomputes.
CREATE TABLE usage_dirty_hour (
  payer_id BINARY(16)  NOT NULL,
  hour     DATETIME(0) NOT NULL,
  PRIMARY KEY (payer_id, hour)
);
