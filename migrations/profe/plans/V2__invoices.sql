CREATE SEQUENCE plans.invoice_numbers START 1000;

CREATE TABLE plans.invoices (
    number bigint PRIMARY KEY DEFAULT nextval('plans.invoice_numbers'),
    subscription_id bigint NOT NULL REFERENCES plans.subscriptions,
    issued_on date NOT NULL,
    cents integer NOT NULL CHECK (cents >= 0),
    paid_at timestamptz
);
ALTER SEQUENCE plans.invoice_numbers OWNED BY plans.invoices.number;
CREATE INDEX invoices_subscription_idx ON plans.invoices (subscription_id);

ALTER TABLE plans.invoices ENABLE ROW LEVEL SECURITY;
CREATE POLICY members_see ON plans.invoices FOR SELECT TO profe_app
    USING (EXISTS (SELECT FROM plans.subscriptions s
                    WHERE s.id = subscription_id AND organizations.is_member(s.organization_id)));
GRANT SELECT ON plans.invoices TO profe_app;
