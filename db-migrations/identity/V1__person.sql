-- Everybody who ever signed in. Ids go everywhere; names and addresses stand here only, so that they can be erased.
CREATE TABLE person (
  id             BINARY(16)   NOT NULL,
  issuer         VARCHAR(255) NOT NULL COLLATE utf8mb4_bin COMMENT 'Which identity provider says so',
  subject        VARCHAR(255) NOT NULL COLLATE utf8mb4_bin COMMENT 'Who it is there; never given to anybody else',
  name           VARCHAR(80)  NOT NULL,
  email          VARCHAR(254) NULL COMMENT 'In lower case; null: the provider tells none',
  email_verified BOOLEAN      NOT NULL COMMENT 'Whether the provider says that it is theirs',
  locale         VARCHAR(35)  NULL COMMENT 'BCP 47; null: not chosen',
  created_at     DATETIME(6)  NOT NULL,
  signed_in_at   DATETIME(6)  NOT NULL COMMENT 'Last time',
  PRIMARY KEY (id),
  UNIQUE KEY person_subject (issuer, subject)
);
