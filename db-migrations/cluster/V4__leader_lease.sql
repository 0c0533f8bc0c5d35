CREATE TABLE leader_lease (
  name       VARCHAR(40) NOT NULL,
  process_id BINARY(16)  NOT NULL COMMENT 'Who leads',
  until_at   DATETIME(6) NOT NULL COMMENT 'The lead ends here unless renewed; the clock is MySQL''s',
  PRIMARY KEY (name)
);
