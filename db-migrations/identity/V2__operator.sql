-- Who operates this installation; not a role in any organization.
CREATE TABLE operator (
  person_id BINARY(16)  NOT NULL,
  since     DATETIME(6) NOT NULL,
  PRIMARY KEY (person_id)
);
