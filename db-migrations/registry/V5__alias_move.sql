-- Every move of an alias is kept; the newest one is in force. So "which version was production on day D" is a query.
CREATE TABLE alias_move (
  id            BINARY(16)  NOT NULL COMMENT 'UUIDv7: sorts by time',
  repository_id BINARY(16)  NOT NULL,
  alias         VARCHAR(63) NOT NULL,
  version_id    BINARY(16)  NULL COMMENT 'Null: the alias was removed',
  at            DATETIME(6) NOT NULL,
  PRIMARY KEY (id),
  KEY alias_move_newest (repository_id, alias, id) COMMENT 'What an alias means now, and meant on a day',
  CONSTRAINT alias_move_version FOREIGN KEY (version_id) REFERENCES version (id)
);
