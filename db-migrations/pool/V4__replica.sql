CREATE TABLE replica (
  id            BINARY(16)   NOT NULL,
  deployment_id BINARY(16)   NOT NULL,
  worker_id     BINARY(16)   NULL COMMENT 'Null: no worker fits yet',
  state         VARCHAR(20)  NOT NULL,
  reason        VARCHAR(500) NOT NULL COMMENT 'Why it is in this state, and what to do; empty when all is well',
  progress      TINYINT      NULL COMMENT 'Percent of the download; null outside of it',
  attempts      INT          NOT NULL COMMENT 'How many tries before this one failed in a row',
  retry_at      DATETIME(6)  NULL COMMENT 'When a failed one is tried again; null in other states',
  created_at    DATETIME(6)  NOT NULL,
  changed_at    DATETIME(6)  NOT NULL,
  removed_at    DATETIME(6)  NULL COMMENT 'Null: it should exist',
  PRIMARY KEY (id),
  KEY replica_deployment (deployment_id),
  KEY replica_worker (worker_id) COMMENT 'What one worker should run',
  CONSTRAINT replica_of FOREIGN KEY (deployment_id) REFERENCES deployment (id),
  CONSTRAINT replica_state CHECK (state IN ('queued', 'downloading', 'loading', 'ready', 'failed', 'stopping', 'stopped'))
);
