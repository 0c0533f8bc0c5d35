-- What should run. Replicas are what does.
CREATE TABLE deployment (
  id               BINARY(16)  NOT NULL,
  tenant_id        BINARY(16)  NOT NULL COMMENT 'Who deploys',
  model_id         BINARY(16)  NOT NULL,
  version_id       BINARY(16)  NOT NULL,
  engine           VARCHAR(40) NOT NULL COMMENT 'Which engine its files need',
  size_bytes       BIGINT      NOT NULL COMMENT 'Of the version''s files together',
  wanted_replicas  INT         NOT NULL,
  created_at       DATETIME(6) NOT NULL,
  stopped_at       DATETIME(6) NULL COMMENT 'Null: it should run',
  PRIMARY KEY (id),
  KEY deployment_version (version_id) COMMENT 'Which deployments serve a version',
  CONSTRAINT deployment_replicas CHECK (wanted_replicas BETWEEN 0 AND 1000)
);
