-- A developer's Home asks for their own calls: without this, hours of everybody else are read to find them.
ALTER TABLE usage_caller_hour
  ADD KEY usage_caller_hour_caller (payer_id, caller_id, hour, completed)
    COMMENT 'Hours in which one caller called; whether they ever got a whole answer';
