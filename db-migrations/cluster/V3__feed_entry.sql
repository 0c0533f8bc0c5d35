CREATE TABLE feed_entry (
  number    BIGINT      NOT NULL COMMENT 'Readers poll: number > the last one seen',
  kind      VARCHAR(40) NOT NULL COMMENT 'What changed, for example api_key',
  entity_id BINARY(16)  NOT NULL,
  at        DATETIME(6) NOT NULL,
  PRIMARY KEY (number),
  KEY feed_entry_at (at) COMMENT 'Cleaning: entries older than a day; a reader behind them reloads everything'
);
