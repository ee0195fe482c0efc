DROP TABLE organizations.billing_addresses;
