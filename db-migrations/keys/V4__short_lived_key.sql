-- Keys with which Atrium itself calls a gateway in the name of a person. They are never listed and end by themselves.
CREATE TABLE short_lived_key (
  id         BINARY(16)  NOT NULL,
  tenant_id  BINARY(16)  NOT NULL,
  project_id BINARY(16)  NOT NULL,
  person_id  BINARY(16)  NOT NULL COMMENT 'Whose calls they are',
  made_for   VARCHAR(16) NOT NULL COMMENT 'The part of Atrium that calls, such as playground',
  digest     BINARY(32)  NOT NULL COMMENT 'As that of api_key',
  issued_at  DATETIME(6) NOT NULL,
  expires_at DATETIME(6) NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY short_lived_key_digest (digest),
  KEY short_lived_key_expiry (expires_at) COMMENT 'Those that can be deleted',
  CONSTRAINT short_lived_key_expires_later CHECK (expires_at > issued_at)
);
