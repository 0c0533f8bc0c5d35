CREATE TABLE version (
  id            BINARY(16)  NOT NULL,
  repository_id BINARY(16)  NOT NULL,
  number        INT         NOT NULL COMMENT 'From 1, without gaps per repository',
  commit_id     CHAR(40)    NOT NULL,
  published_at  DATETIME(6) NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY version_number (repository_id, number),
  CONSTRAINT version_commit FOREIGN KEY (repository_id, commit_id) REFERENCES repository_commit (repository_id, id)
);
