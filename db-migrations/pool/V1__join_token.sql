-- With such a token workers join. The token itself is never stored.
CREATE TABLE join_token (
  id         BINARY(16)  NOT NULL,
  tenant_id  BINARY(16)  NULL COMMENT 'Owner of the workers that join with it; null: the installation',
  pool       VARCHAR(63) NOT NULL,
  digest     BINARY(32)  NOT NULL,
  uses_left  INT         NOT NULL,
  created_at DATETIME(6) NOT NULL,
  expires_at DATETIME(6) NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY join_token_digest (digest),
  CONSTRAINT join_token_uses CHECK (uses_left >= 0)
);
