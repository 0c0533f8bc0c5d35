-- Every running process of the cluster says here that it is alive, and how it is.
CREATE TABLE process (
  id         BINARY(16)    NOT NULL,
  role       VARCHAR(20)   NOT NULL COMMENT 'portal or gateway',
  address    VARCHAR(255)  NOT NULL COMMENT 'Where people reach it',
  version    VARCHAR(40)   NOT NULL,
  os_pid     BIGINT        NOT NULL,
  public_key VARCHAR(255)  NULL COMMENT 'Ed25519, X.509 in base64; null for roles that sign nothing',
  state      JSON          NOT NULL COMMENT 'What the process reports of itself, by its role',
  feed_at    BIGINT        NOT NULL COMMENT 'Number of the change feed that it has applied',
  started_at DATETIME(6)   NOT NULL,
  seen_at    DATETIME(6)   NOT NULL,
  PRIMARY KEY (id),
  KEY process_seen (seen_at) COMMENT 'Who is alive; cleaning'
);
