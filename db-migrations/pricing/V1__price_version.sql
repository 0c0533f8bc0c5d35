-- The price book. A version is never altered (see the triggers); a change is a new version.
CREATE TABLE price_version (
  id                     BINARY(16)  NOT NULL,
  model_id               BINARY(16)  NOT NULL,
  currency               CHAR(3)     NOT NULL,
  publisher_basis_points INT         NOT NULL COMMENT 'Publisher''s share of the gross amount; 10000 is all',
  valid_from             DATETIME(6) NOT NULL COMMENT 'First instant at which requests are admitted at it',
  created_at             DATETIME(6) NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY price_version_from (model_id, currency, valid_from),
  CONSTRAINT price_version_share CHECK (publisher_basis_points BETWEEN 0 AND 10000)
);
