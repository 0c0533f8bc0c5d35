CREATE TABLE worker (
  id         BINARY(16)   NOT NULL,
  tenant_id  BINARY(16)   NULL COMMENT 'Owner; null: the installation',
  pool       VARCHAR(63)  NOT NULL,
  name       VARCHAR(80)  NOT NULL,
  public_key VARCHAR(255) NOT NULL COMMENT 'Ed25519, X.509 in base64',
  address    VARCHAR(255) NOT NULL COMMENT 'Where gateways call it: scheme, host, port',
  report     JSON         NOT NULL COMMENT 'What it said of itself last: capacity, devices, engines',
  token_id   BINARY(16)   NOT NULL COMMENT 'With which join token it joined',
  joined_at  DATETIME(6)  NOT NULL,
  seen_at    DATETIME(6)  NOT NULL,
  removed_at DATETIME(6)  NULL COMMENT 'Null: it belongs to the pool',
  PRIMARY KEY (id),
  UNIQUE KEY worker_key (public_key),
  CONSTRAINT worker_token FOREIGN KEY (token_id) REFERENCES join_token (id)
);
