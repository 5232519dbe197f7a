-- Read models. They hold no data, so a later migration may drop and make them again; one that rebuilds a table they read must do so.

-- A live contact as lists show it, one row each. Money stands in v_contact_purchases, currency by currency.
CREATE VIEW v_contact_summary AS
SELECT c.seq, c.id AS contact_id, c.full_name, c.business_name, c.email, c.phone, a.city, a.state, c.email_subscribed, c.lock_level,
  c.source_system, c.do_not_call, c.do_not_mail, c.deceased, c.created_at, c.updated_at,
  (SELECT count(*) FROM import_conflicts i WHERE i.contact_id = c.id AND i.status = 'open') AS conflict_count
FROM contacts c
  LEFT JOIN contact_addresses a ON a.contact_id = c.id AND a.is_primary = 1 AND a.deleted_at IS NULL
WHERE c.deleted_at IS NULL AND c.merged_into_id IS NULL;
--> statement-breakpoint
-- A live contact as the top of its card shows it: who, what imports and mail may do, the household, the membership that ends last, and
-- when staff last wrote something down. Look-ups by index for one contact; over all contacts it is for reports, not for a list on screen.
CREATE VIEW v_contact_360 AS
SELECT c.id AS contact_id, c.first_name, c.last_name, c.full_name, c.business_name, c.birth_date, c.source_system, c.email, c.phone,
  c.email_subscribed, c.consent_date, c.consent_source, c.consent_method, c.unsubscribe_date, c.subscription_protected, c.lock_level,
  c.lock_reason, c.do_not_call, c.do_not_mail, c.deceased, c.created_at, c.updated_at,
  h.id AS household_id, h.name AS household_name, h.salutation, h.mailing_contact_id,
  p.name AS membership_name, m.status AS membership_status, m.started_at AS membership_started_at,
  coalesce(m.current_period_end, m.cancelled_at) AS membership_ends_at,
  (SELECT max(n.created_at) FROM contact_notes n JOIN change_groups g ON g.seq = n.created_group
    WHERE n.contact_id = c.id AND n.deleted_at IS NULL AND g.origin = 'staff') AS last_contact_at,
  (SELECT max(t.transaction_date) FROM transactions t
    WHERE t.contact_id = c.id AND t.deleted_at IS NULL AND t.same_payment_as_id IS NULL
      AND t.status IN ('completed', 'refunded')) AS last_payment_at
FROM contacts c
  LEFT JOIN households h ON h.id = c.household_id AND h.deleted_at IS NULL
  LEFT JOIN subscriptions m ON m.id = (
    SELECT s.id FROM subscriptions s JOIN products sp ON sp.id = s.product_id AND sp.product_type = 'membership'
    WHERE s.contact_id = c.id AND s.deleted_at IS NULL
    ORDER BY s.status NOT IN ('active', 'trialing', 'past_due'), coalesce(s.current_period_end, s.cancelled_at) DESC, s.id DESC LIMIT 1)
  LEFT JOIN products p ON p.id = m.product_id
WHERE c.deleted_at IS NULL AND c.merged_into_id IS NULL;
--> statement-breakpoint
-- Every payment with what was bought, as far as anybody says: product, else memo, else event. One told by several systems stands here
-- once, with the names of the others. Amounts are of one currency each: whoever adds them up groups by it.
CREATE VIEW v_contact_purchases AS
SELECT t.rowid AS seq, t.id AS transaction_id, t.contact_id, t.transaction_date, t.transaction_type, t.status, t.amount_cents, t.currency,
  t.payment_method, t.is_donation, t.source_system, t.product_id, p.name AS product_name, t.memo,
  (SELECT e.name FROM event_registrations r JOIN events e ON e.id = r.event_id WHERE r.transaction_id = t.id LIMIT 1) AS event_name,
  (SELECT group_concat(DISTINCT o.source_system) FROM transactions o WHERE o.same_payment_as_id = t.id) AS also_told_by,
  t.created_group
FROM transactions t LEFT JOIN products p ON p.id = t.product_id
WHERE t.deleted_at IS NULL AND t.same_payment_as_id IS NULL;
--> statement-breakpoint
-- Two live contacts that look like one person or one household and about whom nobody has answered; contact_a is the smaller id. A merged
-- one stands for its survivor, and of several findings between two contacts the surest stands here.
CREATE VIEW v_potential_duplicate_contacts AS
WITH RECURSIVE merged (id, into_id) AS (
  SELECT id, merged_into_id FROM contacts WHERE merged_into_id IS NOT NULL
  UNION ALL
  SELECT m.id, c.merged_into_id FROM merged m JOIN contacts c ON c.id = m.into_id WHERE c.merged_into_id IS NOT NULL
),
survivors (id, into_id) AS (
  SELECT m.id, m.into_id FROM merged m JOIN contacts c ON c.id = m.into_id WHERE c.merged_into_id IS NULL
),
found AS (
  SELECT coalesce(a.into_id, p.contact_a) AS a, coalesce(b.into_id, p.contact_b) AS b,
    p.score, p.band, p.outcome, p.evidence, p.found_by, p.found_at
  FROM duplicate_pairs p LEFT JOIN survivors a ON a.id = p.contact_a LEFT JOIN survivors b ON b.id = p.contact_b
)
SELECT min(f.a, f.b) AS contact_a, max(f.a, f.b) AS contact_b, max(f.score) AS score, f.band, f.outcome, f.evidence, f.found_by, f.found_at
FROM found f
  JOIN contacts x ON x.id = f.a AND x.deleted_at IS NULL
  JOIN contacts y ON y.id = f.b AND y.deleted_at IS NULL
WHERE f.a <> f.b
  AND (f.outcome = 'same_person' OR x.household_id IS NULL OR x.household_id IS NOT y.household_id)
  AND NOT EXISTS (SELECT 1 FROM duplicate_verdicts v
    WHERE v.contact_a_id = min(f.a, f.b) AND v.contact_b_id = max(f.a, f.b) AND v.deleted_at IS NULL)
GROUP BY 1, 2;
--> statement-breakpoint
-- Payments of the same person, amount, currency, kind and day, told by one system. It reads every payment once.
CREATE VIEW v_potential_duplicate_transactions AS
SELECT transaction_id, contact_id, transaction_date, transaction_type, amount_cents, currency, source_system, alike
FROM (
  SELECT t.id AS transaction_id, t.contact_id, t.transaction_date, t.transaction_type, t.amount_cents, t.currency, t.source_system,
    count(*) OVER (PARTITION BY t.contact_id, t.amount_cents, t.currency, t.source_system, t.transaction_type,
      substr(t.transaction_date, 1, 10)) AS alike
  FROM transactions t
  WHERE t.deleted_at IS NULL AND t.same_payment_as_id IS NULL AND t.status = 'completed' AND t.contact_id IS NOT NULL)
WHERE alike > 1;
--> statement-breakpoint
-- What is wrong with data: a row for each finding, of a contact, a payment or a subscription, as its kind says. The figure of the quality
-- screen counts these rows and the list behind it shows them.
CREATE VIEW v_database_health AS
SELECT 'noName' AS kind, c.id AS row_id FROM contacts c
WHERE c.deleted_at IS NULL AND c.merged_into_id IS NULL
  AND c.first_name IS NULL AND c.last_name IS NULL AND c.business_name IS NULL
UNION ALL
SELECT 'noReach', c.id FROM contacts c
WHERE c.deleted_at IS NULL AND c.merged_into_id IS NULL AND c.email IS NULL AND c.phone IS NULL
  AND NOT EXISTS (SELECT 1 FROM contact_addresses a WHERE a.contact_id = c.id AND a.deleted_at IS NULL)
UNION ALL
SELECT 'blankWords', c.id FROM contacts c
WHERE c.deleted_at IS NULL AND c.merged_into_id IS NULL
  AND (lower(c.first_name) IN ('nan', 'null', 'none', 'undefined', 'n/a', '#n/a')
    OR lower(c.last_name) IN ('nan', 'null', 'none', 'undefined', 'n/a', '#n/a')
    OR lower(c.business_name) IN ('nan', 'null', 'none', 'undefined', 'n/a', '#n/a')
    OR EXISTS (SELECT 1 FROM contact_addresses a WHERE a.contact_id = c.id AND a.deleted_at IS NULL
      AND (lower(a.line_1) IN ('nan', 'null', 'none', 'undefined', 'n/a', '#n/a')
        OR lower(a.city) IN ('nan', 'null', 'none', 'undefined', 'n/a', '#n/a')
        OR lower(a.state) IN ('nan', 'null', 'none', 'undefined', 'n/a', '#n/a'))))
UNION ALL
SELECT 'invalidEmail', c.id FROM contacts c
WHERE c.deleted_at IS NULL AND c.merged_into_id IS NULL
  AND EXISTS (SELECT 1 FROM contact_emails e WHERE e.contact_id = c.id AND e.deleted_at IS NULL
    AND (e.email NOT LIKE '_%@_%._%' OR e.email LIKE '%@%@%' OR e.email LIKE '% %' OR e.email LIKE '%..%' OR e.state = 'invalid'))
UNION ALL
SELECT 'bouncedEmail', c.id FROM contacts c
WHERE c.deleted_at IS NULL AND c.merged_into_id IS NULL
  AND EXISTS (SELECT 1 FROM contact_emails e WHERE e.contact_id = c.id AND e.deleted_at IS NULL AND e.state = 'bounced')
UNION ALL
SELECT 'invalidPhone', c.id FROM contacts c
WHERE c.deleted_at IS NULL AND c.merged_into_id IS NULL
  AND EXISTS (SELECT 1 FROM contact_phones p WHERE p.contact_id = c.id AND p.deleted_at IS NULL AND p.phone_e164 IS NULL)
UNION ALL
SELECT 'wrongPhone', c.id FROM contacts c
WHERE c.deleted_at IS NULL AND c.merged_into_id IS NULL
  AND EXISTS (SELECT 1 FROM contact_phones p WHERE p.contact_id = c.id AND p.deleted_at IS NULL
    AND p.state IN ('wrong_number', 'disconnected'))
UNION ALL
SELECT 'incompleteAddress', c.id FROM contacts c
WHERE c.deleted_at IS NULL AND c.merged_into_id IS NULL
  AND EXISTS (SELECT 1 FROM contact_addresses a WHERE a.contact_id = c.id AND a.deleted_at IS NULL
    AND (a.line_1 IS NULL OR a.city IS NULL OR a.postal_code IS NULL))
UNION ALL
SELECT 'returnedMail', c.id FROM contacts c
WHERE c.deleted_at IS NULL AND c.merged_into_id IS NULL
  AND EXISTS (SELECT 1 FROM contact_addresses a WHERE a.contact_id = c.id AND a.deleted_at IS NULL AND a.returned_at IS NOT NULL)
UNION ALL
SELECT 'paymentsWithoutPerson', t.id FROM transactions t
WHERE t.contact_id IS NULL AND t.deleted_at IS NULL AND t.same_payment_as_id IS NULL
UNION ALL
SELECT 'paymentsTwice', transaction_id FROM v_potential_duplicate_transactions
UNION ALL
SELECT 'subscriptionsWithoutPayment', s.id FROM subscriptions s
WHERE s.deleted_at IS NULL AND s.status IN ('active', 'past_due') AND s.amount_cents > 0
  AND NOT EXISTS (SELECT 1 FROM transactions t WHERE t.contact_id = s.contact_id AND t.status = 'completed' AND t.deleted_at IS NULL);
