CREATE TRIGGER usage_line_refuse_delete BEFORE DELETE ON usage_line FOR EACH ROW
  SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'usage_line is append-only';
