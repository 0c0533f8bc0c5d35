CREATE TRIGGER usage_event_refuse_delete BEFORE DELETE ON usage_event FOR EACH ROW
  SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'usage_event is append-only';
