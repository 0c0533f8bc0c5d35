CREATE TRIGGER price_line_refuse_update BEFORE UPDATE ON price_line FOR EACH ROW
  SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'price_line is append-only';
