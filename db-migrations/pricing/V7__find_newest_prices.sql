ALTER TABLE price_version
  ADD KEY price_version_begin (currency, valid_from) COMMENT 'Prices that changed lately, and those that will';
