-- What gateways last saw of each key. They tell it in the background, so it is late by a second and may lack the last
-- one before a crash; what was used stands in usage events.
CREATE TABLE api_key_use (
  key_id          BINARY(16)  NOT NULL,
  tenant_id       BINARY(16)  NOT NULL,
  used_at         DATETIME(6) NOT NULL COMMENT 'Acceptance of the newest request, refused ones included',
  refused_at      DATETIME(6) NULL COMMENT 'Acceptance of the newest request that was refused; null: none was',
  refused_code    VARCHAR(60) NULL COMMENT 'Stable code of that refusal',
  refused_request BINARY(16)  NULL COMMENT 'Id of that request, as its caller knows it',
  PRIMARY KEY (key_id),
  KEY api_key_use_refused (tenant_id, refused_at) COMMENT 'The newest refusal of an organization'
);
