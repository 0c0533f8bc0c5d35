CREATE TRIGGER price_version_refuse_update BEFORE UPDATE ON price_version FOR EACH ROW
  SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'price_version is append-only';
