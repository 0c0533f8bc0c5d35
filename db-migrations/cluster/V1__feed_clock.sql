-- The change feed's one counter. A writer locks this row as the last step of its transaction, so that numbers
-- become visible in commit order and without gaps; an AUTO_INCREMENT would lose rows to readers.
CREATE TABLE feed_clock (
  id     TINYINT NOT NULL,
  number BIGINT  NOT NULL COMMENT 'Last number given; 0 before the first',
  PRIMARY KEY (id),
  CONSTRAINT feed_clock_one_row CHECK (id = 1)
);
