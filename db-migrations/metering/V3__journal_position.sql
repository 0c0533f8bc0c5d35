CREATE TABLE journal_position (
  journal_id BINARY(16)  NOT NULL,
  sequence   BIGINT      NOT NULL COMMENT 'Last event that MySQL has',
  event_at   DATETIME(6) NOT NULL COMMENT 'No later event of this journal is older: hours before it may close',
  live       BOOLEAN     NOT NULL COMMENT 'False: declared closed or lost',
  moved_at   DATETIME(6) NOT NULL,
  PRIMARY KEY (journal_id)
);
