-- Who opens such a link and then signs in becomes an operator. The link's token itself is never stored.
CREATE TABLE operator_link (
  id         BINARY(16)  NOT NULL,
  digest     BINARY(32)  NOT NULL,
  created_at DATETIME(6) NOT NULL,
  expires_at DATETIME(6) NOT NULL,
  used_by    BINARY(16)  NULL COMMENT 'The person; null: nobody yet',
  PRIMARY KEY (id),
  UNIQUE KEY operator_link_digest (digest)
);
