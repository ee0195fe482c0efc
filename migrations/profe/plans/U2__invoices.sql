DROP TABLE plans.invoices;
