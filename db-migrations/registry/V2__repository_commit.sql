CREATE TABLE repository_commit (
  repository_id BINARY(16)   NOT NULL,
  id            CHAR(40)     NOT NULL COMMENT 'Hex; derived from the manifest and its parent',
  parent_id     CHAR(40)     NULL COMMENT 'Null: the first',
  message       VARCHAR(500) NOT NULL,
  created_at    DATETIME(6)  NOT NULL,
  PRIMARY KEY (repository_id, id),
  CONSTRAINT repository_commit_repository FOREIGN KEY (repository_id) REFERENCES repository (id)
);
