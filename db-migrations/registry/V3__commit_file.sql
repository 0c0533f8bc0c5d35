-- The manifest of a commit: path to digest and size. Never altered.
CREATE TABLE commit_file (
  repository_id BINARY(16)   NOT NULL,
  commit_id     CHAR(40)     NOT NULL,
  path          VARCHAR(500) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  digest        BINARY(32)   NOT NULL,
  size_bytes    BIGINT       NOT NULL,
  PRIMARY KEY (repository_id, commit_id, path),
  CONSTRAINT commit_file_commit FOREIGN KEY (repository_id, commit_id) REFERENCES repository_commit (repository_id, id)
);
